"""Taking checked lines over, and taking an import back.

Each chunk of lines is one transaction: a line is there with its producer, its product and the note
that it was imported, or not at all. What is asked again after a crash goes on with the lines that
are not marked yet.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import structlog
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from djmoney.money import Money

from accounts.models import Organisation, User
from places.models import ExchangeRate, Village
from producers.importing.batches import CHUNK, Report, chunks_of, find_enrolled
from producers.models import Category, ImportBatch, ImportRow, Producer, Product

log = structlog.get_logger(__name__)
Status = ImportRow.Status
LOCK = 7_270_001  # of PostgreSQL's advisory locks, ours
OPEN = (Status.NEW, Status.KNOWN)


def apply_batch(batch: ImportBatch, report: Report) -> bool:
    """Enrol what is chosen; False when it was stopped on the way. Stopped or not, it can be undone.

    `report(done, total)` is called after each chunk and says whether to go on.
    """
    ImportBatch.objects.filter(pk=batch.pk, imported_at=None).update(
        stage=ImportBatch.Stage.IMPORTED, imported_at=timezone.now()
    )
    wanted = {"chosen": True, "status__in": OPEN}
    total = batch.rows.filter(chosen=True).exclude(status=Status.WRONG).count()
    done = total - batch.rows.filter(**wanted).count()
    taker = _Taker(batch)
    for rows in chunks_of(batch, **wanted):
        try:
            _take(taker, rows, wanted)
        except (IntegrityError, DataError):
            for row in rows:  # find the one that the database refuses; the others are taken
                _take_alone(taker, row, wanted)
        done += len(rows)
        if not report(done, total):
            return False
    return True


def _take(taker: _Taker, rows: list[ImportRow], wanted: dict[str, Any]) -> None:
    """Take lines over, all or none."""
    with transaction.atomic():
        _one_import_at_a_time()
        # Locked and read again: a worker that was thought dead may have done them meanwhile.
        locked = taker.batch.rows.select_for_update().filter(
            pk__in=[row.pk for row in rows], **wanted
        )
        taker.take(list(locked.order_by("number")))


def _take_alone(taker: _Taker, row: ImportRow, wanted: dict[str, Any]) -> None:
    try:
        _take(taker, [row], wanted)
    except (IntegrityError, DataError) as error:
        log.warning("import_line_refused", row=row.pk, error=str(error).splitlines()[0])
        field = "name_km" if row.values["name_km"] else "name_en"
        ImportRow.objects.filter(pk=row.pk).update(
            status=Status.WRONG, chosen=False, problems={field: ["refused", ""]}
        )


def _one_import_at_a_time() -> None:
    """Two sheets with the same villagers: the second sees whom the first enrolled."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


class _Taker:
    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.user: User = batch.uploaded_by
        self.categories = Category.objects.select_related("parent").in_bulk()
        self.rate = ExchangeRate.khr_per_usd_on(timezone.localdate())

    def take(self, rows: list[ImportRow]) -> None:
        enrolled_now = find_enrolled(self.user, rows)
        for row in rows:  # enrolled by somebody since the sheet was checked
            row.duplicate_of_id = row.duplicate_of_id or enrolled_now.producer_of(row)
        keys = {row.values["village"] for row in rows}
        villages = Village.objects.select_related("province").in_bulk(keys)
        self._enrol(rows, villages)
        products = []
        for row in rows:
            if row.values["product"]:
                row.product = self._product(row, villages[row.values["village"]])
                products.append(row.product)
            row.status = Status.IMPORTED
        Product.objects.bulk_create(products, CHUNK)
        ImportRow.objects.bulk_update(
            rows,
            ["status", "duplicate_of", "producer", "product", "made_producer"],
            batch_size=CHUNK,
        )

    def _enrol(self, rows: list[ImportRow], villages: dict[str, Village]) -> None:
        """Give every line its producer: an enrolled one, an earlier line's, or a new one."""
        needed = {row.same_as for row in rows if row.same_as}
        done = self.batch.rows.filter(Q(number__in=needed) | Q(same_as__in=needed))
        earlier: dict[int, Producer | None] = {
            row.same_as or row.number: row.producer
            for row in done.exclude(producer=None).select_related("producer__organisation")
        }
        enrolled = Producer.objects.select_related("organisation").in_bulk(
            {row.duplicate_of_id for row in rows if row.duplicate_of_id}
        )
        made: list[Producer] = []
        for row in rows:
            found = enrolled.get(row.duplicate_of_id) if row.duplicate_of_id else None
            found = found or (earlier.get(row.same_as) if row.same_as else None)
            if found is None:
                found = self._producer(row, villages[row.values["village"]])
                row.made_producer = True
                made.append(found)
                if row.same_as:  # the line it leans on was not chosen
                    earlier[row.same_as] = found
            earlier[row.number] = found
            row.producer = found
        Organisation.objects.bulk_create([producer.organisation for producer in made], CHUNK)
        Producer.objects.bulk_create(made, CHUNK)

    def _producer(self, row: ImportRow, village: Village) -> Producer:
        values = row.values
        organisation = Organisation(
            name_km=values["name_km"], name_en=values["name_en"], kind=values["kind"],
            phone=values["phone"], village=village, commune_id=village.commune_id,
            district_id=village.district_id, province_id=village.province_id,
        )  # fmt: skip
        return Producer(
            organisation=organisation, women_led=values["women_led"],
            members_count=values["members_count"], enrolled_by=self.user,
        )  # fmt: skip

    def _product(self, row: ImportRow, village: Village) -> Product:
        values: dict[str, Any] = row.values["product"]
        amount = Decimal(values["amount"])
        in_khmer = any("ក" <= letter <= "៹" for letter in values["description"])
        product = Product(
            producer=row.producer, category=self.categories[values["category"]], village=village,
            name_km=values["name_km"], name_en=values["name_en"], unit=values["unit"],
            price=Money(values["price"], values["currency"]),
            price_to=values["price_to"] and Decimal(values["price_to"]),
            monthly_supply=[
                amount if month in values["months"] else Decimal(0) for month in range(1, 13)
            ],
            **{"description_km" if in_khmer else "description_en": values["description"][:3000]},
        )  # fmt: skip
        product.derive(self.rate)
        return product


def undo_batch(batch: ImportBatch, report: Report) -> bool:
    """Remove what the import made and nobody has used since; False when it was stopped.

    A product stays when it was handed in or changed, a producer when somebody signed in for it or
    was given its code on paper, when it got a certificate, a visit, another product or a place at a
    forum. Products go first, of all lines: a producer may have some in more than one chunk.
    """
    imported = {"status": Status.IMPORTED}
    total, done = 2 * batch.rows.filter(**imported).count(), 0
    for undo in (_undo_products, _undo_producers):
        for rows in chunks_of(batch, **imported):
            with transaction.atomic():
                undo(rows)
            done += len(rows)
            if not report(done, total):
                return False
    ImportBatch.objects.filter(pk=batch.pk).update(stage=ImportBatch.Stage.UNDONE)
    return True


def _undo_products(rows: list[ImportRow]) -> None:
    Product.objects.filter(
        pk__in={row.product_id for row in rows if row.product_id}, state=Product.State.DRAFT,
        version=1, hs_code="", photos=None, certificates=None, submissions=None,
    ).delete()  # fmt: skip


def _undo_producers(rows: list[ImportRow]) -> None:
    makers = {row.producer_id for row in rows if row.made_producer and row.producer_id}
    unused = Producer.objects.unused().filter(
        pk__in=makers, claim=None, organisation__memberships=None
    )
    removed = _delete_producers(dict(unused.values_list("pk", "organisation")))
    for row in rows:
        # The database has set to null what is gone already.
        used = row.product_id or (row.made_producer and row.producer_id not in removed)
        row.status = Status.KEPT if used else Status.UNDONE
    ImportRow.objects.bulk_update(rows, ["status"], batch_size=CHUNK)


def _delete_producers(organisations: dict[int, int]) -> set[int]:
    """Delete producers (id -> organisation id) that nothing else points to; return which."""
    try:
        with transaction.atomic():
            Organisation.objects.filter(pk__in=organisations.values()).delete()
        return set(organisations)
    except ProtectedError:
        if len(organisations) == 1:
            return set()
    # Some of them are used by a forum: find out which, one by one.
    removed: set[int] = set()
    for producer, organisation in organisations.items():
        removed |= _delete_producers({producer: organisation})
    return removed
