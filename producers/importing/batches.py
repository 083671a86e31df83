"""Storing an uploaded sheet, and checking its lines against the columns that were matched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, BinaryIO

from django.db import transaction
from django.utils import timezone

from accounts.models import Organisation, User
from accounts.scope import in_charge_of
from ovop.text import name_key
from producers.importing.columns import match_columns
from producers.importing.lookup import Lookup
from producers.importing.parsing import parse_row
from producers.importing.reading import read_sheet
from producers.models import ImportBatch, ImportRow

CHUNK = 500
KEPT_FOR = timedelta(days=30)
Report = Callable[[int, int], bool]
Status = ImportRow.Status
Key = tuple[str, str]
CHECKED_FIELDS = ["values", "problems", "status", "chosen", "duplicate_of", "same_as"]


@transaction.atomic
def store_sheet(file: BinaryIO, size: int, name: str, user: User) -> ImportBatch:
    """Keep every line of the sheet, with a first guess at its columns. Raises SheetError."""
    sheet = read_sheet(file, size)
    batch = ImportBatch.objects.create(
        uploaded_by=user, name=name[:200], header=sheet.header, mapping=match_columns(sheet.header)
    )
    ImportRow.objects.bulk_create(
        (
            ImportRow(batch=batch, number=number, cells=cells)
            for number, cells in enumerate(sheet.rows, 2)  # line 1 holds the titles
        ),
        CHUNK,
    )
    return batch


def fields_of(row: ImportRow, mapping: dict[str, int]) -> dict[str, str]:
    """Field -> text of one line, by the matched columns."""
    return {
        field: row.cells[index] for field, index in mapping.items() if 0 <= index < len(row.cells)
    }


def chunks_of(batch: ImportBatch, **only: Any) -> Iterator[list[ImportRow]]:
    """The batch's lines in order, CHUNK at a time."""
    last = 0
    while rows := list(batch.rows.filter(number__gt=last, **only).order_by("number")[:CHUNK]):
        yield rows
        last = rows[-1].number


def check_batch(batch: ImportBatch, report: Report) -> bool:
    """Read every line anew: values, problems, who is known already. False when it was stopped.

    `report(done, total)` is called after each chunk and says whether to go on.
    """
    checker = _Checker(batch)
    total, done = batch.rows.count(), 0
    for rows in chunks_of(batch):
        checker.check(rows)
        ImportRow.objects.bulk_update(rows, CHECKED_FIELDS, batch_size=CHUNK)
        done += len(rows)
        if not report(done, total):
            return False
    ImportBatch.objects.filter(pk=batch.pk).update(stage=ImportBatch.Stage.CHECKED)
    return True


def check_row(row: ImportRow) -> None:
    """Check one line again after a cell was mended, and the lines below it about the same producer."""
    checker = _Checker(row.batch)
    earlier = row.batch.rows.filter(number__lt=row.number).exclude(status=Status.WRONG)
    for other in earlier.only("number", "values", "same_as").iterator(CHUNK):
        checker.remember(other)
    checker.check([row])
    row.save(update_fields=["cells", *CHECKED_FIELDS])
    keys = set(_keys(row))
    below = row.batch.rows.filter(number__gt=row.number, status__in=(Status.NEW, Status.KNOWN))
    alike = [other for other in below.iterator(CHUNK) if keys & set(_keys(other))]
    checker.check(alike)
    ImportRow.objects.bulk_update(alike, CHECKED_FIELDS, batch_size=CHUNK)


@dataclass(frozen=True)
class Enrolled:
    """Who of a sheet's lines is enrolled: by phone and by (village, name), with their names' keys.

    `far` are phones of producers of other areas.
    """

    by_phone: dict[str, int]
    by_name: dict[Key, int]
    names: dict[int, set[str]]
    far: set[str]

    def producer_of(self, row: ImportRow) -> int | None:
        """The enrolled producer that a line is about; one with the phone must have the name too."""
        known = next((self.by_name[key] for key in _name_keys(row) if key in self.by_name), None)
        by_phone = self.by_phone.get(row.values["phone"]) if row.values["phone"] else None
        return known or (by_phone if by_phone and not self.taken(row) else None)

    def taken(self, row: ImportRow) -> bool:
        """Whether the line's phone is that of an enrolled producer with another name."""
        owner = self.by_phone.get(row.values["phone"]) if row.values["phone"] else None
        return owner is not None and not self.names[owner] & _names(row)


def find_enrolled(user: User, rows: Sequence[ImportRow]) -> Enrolled:
    """Look the lines' phones, villages and names up; three queries."""
    phones = {row.values["phone"] for row in rows if row.values["phone"]}
    villages = {row.values["village"] for row in rows if row.values["village"]}
    makers = Organisation.objects.filter(producer__isnull=False)
    with_phone = list(
        makers.filter(phone__in=phones).values_list("phone", "producer", "name_km", "name_en")
    )
    mine = set(makers.filter(in_charge_of(user), phone__in=phones).values_list("phone", flat=True))
    by_name: dict[Key, int] = {}
    there = makers.filter(village__in=villages)
    for village, km, en, pk in there.values_list("village", "name_km", "name_en", "producer"):
        for name in filter(None, (km, en)):
            by_name.setdefault((village, name_key(name)), pk)
    return Enrolled(
        by_phone={str(phone): pk for phone, pk, _km, _en in with_phone if phone in mine},
        by_name=by_name,
        names={pk: {name_key(km), name_key(en)} - {""} for _phone, pk, km, en in with_phone},
        far={str(phone) for phone, _pk, _km, _en in with_phone if phone not in mine},
    )


class _Checker:
    """Checks lines one chunk after another and remembers who came before."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch, self.user = batch, batch.uploaded_by
        self.mapping = {field: int(index) for field, index in batch.mapping.items()}
        self.lookup = Lookup(self.user)
        self.seen: dict[Key, int] = {}
        self.names: dict[int, set[str]] = {}

    def check(self, rows: list[ImportRow]) -> None:
        for row in rows:
            row.values, row.problems = parse_row(fields_of(row, self.mapping), self.lookup)
            row.duplicate_of = row.same_as = None
        enrolled = find_enrolled(self.user, rows)
        for row in rows:
            if row.values["phone"] in enrolled.far:
                row.problems["phone"] = ["phone_elsewhere", ""]
            row.duplicate_of_id = enrolled.producer_of(row)
            row.same_as = None if row.duplicate_of_id else self._earlier(row)
            if not row.duplicate_of_id and (enrolled.taken(row) or self._taken(row)):
                row.problems["phone"] = ["phone_taken", ""]
            self._decide(row)
            if row.status != Status.WRONG:
                self.remember(row)

    def _earlier(self, row: ImportRow) -> int | None:
        """The line above about the same producer, if any."""
        above = (self.seen.get(key) for key in _keys(row))
        found = next((number for number in above if number not in (None, row.number)), None)
        return found if found is not None and self.names[found] & _names(row) else None

    def _taken(self, row: ImportRow) -> bool:
        """Whether a line above has this phone and another name."""
        above = self.seen.get(("phone", row.values["phone"])) if row.values["phone"] else None
        return above not in (None, row.number) and row.same_as is None

    def remember(self, row: ImportRow) -> None:
        first = row.same_as or row.number
        self.names.setdefault(first, set()).update(_names(row))
        for key in _keys(row):
            self.seen.setdefault(key, first)

    @staticmethod
    def _decide(row: ImportRow) -> None:
        known = row.duplicate_of_id is not None or row.same_as is not None
        if row.problems:
            row.status, row.chosen = Status.WRONG, False
        elif known:
            # Only what they make is new; without a product there is nothing to take over.
            row.status, row.chosen = Status.KNOWN, row.values["product"] is not None
        else:
            row.status, row.chosen = Status.NEW, True


def _name_keys(row: ImportRow) -> list[Key]:
    village = row.values["village"]
    names = (row.values["name_km"], row.values["name_en"])
    return [(village, name_key(name)) for name in names if village and name_key(name)]


def _names(row: ImportRow) -> set[str]:
    return {name_key(row.values["name_km"]), name_key(row.values["name_en"])} - {""}


def _keys(row: ImportRow) -> list[Key]:
    phone = row.values.get("phone")
    return [*([("phone", phone)] if phone else []), *_name_keys(row)]


def forget_old_sheets() -> int:
    """Delete sheets, with the phones in them, KEPT_FOR after they were sent; return how many."""
    old = ImportBatch.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    count = old.count()
    old.delete()
    return count
