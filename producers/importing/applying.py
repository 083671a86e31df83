"""Taking checked lines over, and taking an import back.

Each chunk of lines is one transaction: a line is there with its producer, its product and the note
that it was imported, or not at all. What is asked again after a crash goes on with the lines that
are not marked yet.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count, ProtectedError, Q
from django.utils import timezone
from djmoney.money import Money

from accounts.models import Organisation, User
from ovop.kernel.naming import in_language
from places.models import ExchangeRate, Village
from producers.importing.batches import CHUNK, Report, chunks_of
from producers.models import Category, ImportBatch, ImportRow, Producer, Product

Status = ImportRow.Status
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
        with transaction.atomic():
            # Locked and read again: a worker that was thought dead may have done them meanwhile.
            locked = list(
                batch.rows.select_for_update()
                .filter(pk__in=[row.pk for row in rows], **wanted)
                .order_by("number")
            )
            taker.take(locked)
        done += len(rows)
        if not report(done, total):
            return False
    return True


class _Taker:
    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.user: User = batch.uploaded_by
        self.categories = Category.objects.select_related("parent").in_bulk()
        self.rate = ExchangeRate.khr_per_usd_on(timezone.localdate())

    def take(self, rows: list[ImportRow]) -> None:
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
            rows, ["status", "producer", "product", "made_producer"], batch_size=CHUNK
        )

    def _enrol(self, rows: list[ImportRow], villages: dict[str, Village]) -> None:
        """Give every line its producer: an enrolled one, an earlier line's, or a new one."""
        needed = {row.same_as for row in rows if row.same_as}
        earlier: dict[int, Producer | None] = {
            row.number: row.producer
            for row in self.batch.rows.filter(number__in=needed).select_related(
                "producer__organisation"
            )
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

    A product stays when it was handed in or changed, a producer when somebody signed in for it,
    gave it a certificate, another product or a place at a forum.
    """
    imported = {"status": Status.IMPORTED}
    total, done = batch.rows.filter(**imported).count(), 0
    for rows in chunks_of(batch, **imported):
        with transaction.atomic():
            _undo(rows)
        done += len(rows)
        if not report(done, total):
            return False
    ImportBatch.objects.filter(pk=batch.pk).update(stage=ImportBatch.Stage.UNDONE)
    return True


def _undo(rows: list[ImportRow]) -> None:
    products = {row.product_id for row in rows if row.product_id}
    untouched = Product.objects.filter(
        pk__in=products, state=Product.State.DRAFT, version=1, photos=None, certificates=None
    )
    gone = set(untouched.values_list("pk", flat=True))
    Product.objects.filter(pk__in=gone).delete()
    makers = {row.producer_id for row in rows if row.made_producer and row.producer_id}
    unused = (
        Producer.objects.filter(pk__in=makers, drafts=None, certificates=None)
        .annotate(left=Count("products"), people=Count("organisation__memberships"))
        .filter(Q(left=0), people=0)
    )
    removed = _delete_producers(dict(unused.values_list("pk", "organisation")))
    for row in rows:
        product_gone = row.product_id is None or row.product_id in gone
        producer_gone = not row.made_producer or row.producer_id in removed
        row.status = Status.UNDONE if product_gone and producer_gone else Status.KEPT
    # Whatever is gone was set to null in the rows by the database already.
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


def name_of(row: ImportRow) -> str:
    """Who the line is about, in the reader's language."""
    return in_language(row.values.get("name_km", ""), row.values.get("name_en", ""))
