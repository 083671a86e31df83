"""The project's own judged set (`benchmarks/data/`), loaded as producers, products, buyers and needs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from benchmarks.search import rows_of

DATA = Path(__file__).resolve().parent / "data"
KHR_PER_USD = Decimal(4100)


@dataclass
class Judged:
    """Rows of the files by id, what they became in the database, and the grades.

    `needs` are Need objects by id, `products` our key -> id, `gains` need -> product -> grade / 2.
    """

    rows: dict[str, dict[str, str]]
    needs: dict[str, Any]
    splits: dict[str, str]
    products: dict[int, str]
    gains: dict[str, dict[str, float]]
    need_rows: dict[str, dict[str, str]]


def load_judged() -> Judged:
    """Into an empty, migrated database."""
    from django.utils import timezone

    from ovop.demo.bulk import bulk_load
    from places.gazetteer import load_gazetteer
    from places.models import ExchangeRate, Village
    from producers.categories import load_categories
    from producers.terms import load_terms

    load_gazetteer()
    load_categories()
    load_terms()
    ExchangeRate.objects.create(on=timezone.localdate(), khr_per_usd=KHR_PER_USD)
    villages: dict[str, Any] = {}
    for village in Village.objects.select_related("province").order_by("key"):
        villages.setdefault(village.province_id, village)
    rows = {row["id"]: row for row in rows_of(DATA / "products.csv")}
    with bulk_load():
        products = _products(rows, villages)
    need_rows = {row["id"]: row for row in rows_of(DATA / "needs.csv")}
    needs = {key: _need(row, villages) for key, row in need_rows.items()}
    gains: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows_of(DATA / "judgements.csv"):
        gains[row["need_id"]][row["product_id"]] = int(row["grade"]) / 2
    splits = {key: row["split"] for key, row in need_rows.items()}
    return Judged(rows, needs, splits, products, gains, need_rows)


def _products(rows: dict[str, dict[str, str]], villages: dict[str, Any]) -> dict[int, str]:
    from django.utils import timezone
    from djmoney.money import Money

    from producers.models import Category, Certificate, Producer, Product

    categories = Category.objects.select_related("parent").in_bulk()
    makers: dict[str, Any] = {}
    found = {}
    for number, (key, row) in enumerate(rows.items(), 1):
        village = villages[row["province"]]
        # Somebody with products in two provinces is two producers here: a place belongs to each.
        maker = makers.get(row["producer"])
        if maker is None:
            organisation = _organisation(f"Producer {row['producer']}", "sme", village)
            maker = makers[row["producer"]] = Producer.objects.create(organisation=organisation)
        product = Product(
            producer=maker, village=village, category=categories[row["category"]],
            name_km=row["name_km"], name_en=row["name_en"], description_km=row["description_km"],
            description_en=row["description_en"], unit=row["unit"],
            price=Money(row["price"], row["currency"] or "KHR"),
            monthly_supply=[Decimal(amount) for amount in row["monthly_supply"].split(";")],
            minimum_order=Decimal(row["minimum_order"] or 1),
            lead_time_days=int(row["lead_time_days"] or 7), state=Product.State.REGISTERED,
            registration_number=f"J-{number}", registered_at=timezone.now(),
        )  # fmt: skip
        product.save()
        found[product.pk] = key
        for kind in filter(None, row["certificates"].split(";")):
            Certificate.objects.create(producer=maker, product=product, kind=kind)
    return found


def _need(row: dict[str, str], villages: dict[str, Any]) -> Any:
    from djmoney.money import Money

    from buyers.models import Buyer, Need

    village = villages[row["province"]]
    buyer = Buyer.objects.create(organisation=_organisation(f"Buyer {row['id']}", "hotel", village))
    ceiling = row["price_ceiling"]
    need = Need.objects.create(
        buyer=buyer, name_km=row["name_km"], name_en=row["name_en"], details=row["details"],
        category_id=row["category"] or None, quantity=Decimal(row["quantity"]), unit=row["unit"],
        period=row["period"], months=_numbers(row["months"]), province_id=row["province"],
        price_ceiling=Money(ceiling, row["currency"] or "KHR") if ceiling else None,
        certificates_required=_listed(row["certificates_required"]),
        certificates_wished=_listed(row["certificates_wished"]), state=Need.State.OPEN,
    )  # fmt: skip
    return Need.objects.select_related("buyer", "category__parent").get(pk=need.pk)


def _organisation(name: str, kind: str, village: Any) -> Any:
    from accounts.models import Organisation

    return Organisation.objects.create(
        name_en=name, kind=kind, village=village, commune_id=village.commune_id,
        district_id=village.district_id, province_id=village.province_id,
    )  # fmt: skip


def _listed(text: str) -> list[str]:
    return [part for part in text.split(";") if part]


def _numbers(text: str) -> list[int]:
    return [int(part) for part in _listed(text)]


def breaks_a_limit(product: dict[str, str], need: dict[str, str], today: date) -> bool:
    """Whether a pairing is forbidden, told from the files alone: independent of the engine."""
    from ovop.kernel.units import MEASURES

    mine, theirs = MEASURES[product["unit"]], MEASURES[need["unit"]]
    if mine.dimension != theirs.dimension:
        return True
    if not set(_listed(need["certificates_required"])) <= set(_listed(product["certificates"])):
        return True
    supply = [Decimal(amount) for amount in product["monthly_supply"].split(";")]
    if not any(supply[month - 1] > 0 for month in _numbers(need["months"]) or range(1, 13)):
        return True
    if not need["price_ceiling"]:
        return False
    price = _in_riel(product["price"], product["currency"]) / mine.factor
    ceiling = _in_riel(need["price_ceiling"], need["currency"]) / theirs.factor
    return price > ceiling * Decimal("1.3001")


def _in_riel(amount: str, currency: str) -> Decimal:
    return Decimal(amount) * (KHR_PER_USD if currency == "USD" else 1)
