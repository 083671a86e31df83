"""Whether a product can be exported, and what is still missing, in general and for one market."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from producers.models import Category, CertificateKind, Market, MarketRule, Packaging, Product
from producers.tariff import BY_CODE

EDIBLE = ("food", "agriculture", "fishery")
SEALED = (Packaging.VACUUM, Packaging.JAR, Packaging.BOTTLE, Packaging.CAN, Packaging.BOX, Packaging.SACK)  # fmt: skip
FOOD_SAFETY = (
    CertificateKind.HACCP, CertificateKind.ISO22000, CertificateKind.FDA, CertificateKind.ORGANIC,
    CertificateKind.GI,
)  # fmt: skip
LEAST_DAYS = 90  # it keeps at least as long as a ship and a shelf need
LEAST_MONTHS = 4  # an importer plans with


@dataclass(frozen=True)
class Point:
    """One line of the checklist: what is asked, whether it is there, and what to do if not."""

    name: str
    done: bool
    label: str
    how: str


# For what is eaten: certificates of which one is needed, and a note in Khmer and English. A start,
# for the Committee to keep up to date.
RULES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "cn": (("fda",), "រោងចក្រម្ហូបអាហារត្រូវចុះបញ្ជីជាមួយ GACC មុននាំចេញ។", "Food makers are registered with GACC before export."),
    "vn": (("fda",), "", ""),
    "th": (("fda",), "", ""),
    "sg": (("haccp", "iso22000", "fda"), "", ""),
    "jp": (("haccp", "iso22000", "organic"), "ស្លាកជាភាសាជប៉ុន និងការពិនិត្យសំណល់ថ្នាំ។", "Label in Japanese; residues are tested."),
    "kr": (("haccp", "iso22000"), "", ""),
    "gcc": (("halal",), "", ""),
    "eu": (("haccp", "iso22000", "organic", "gi"), "ផលនេសាទត្រូវមកពីកន្លែងដែលសហភាពអឺរ៉ុបទទួលស្គាល់។", "Fishery products come from establishments the EU has listed."),
    "us": (("haccp", "fda"), "រោងចក្រម្ហូបអាហារចុះបញ្ជីជាមួយ FDA អាមេរិក។", "Food facilities are registered with the US FDA."),
    "au": (("haccp", "fda"), "ឈើ និងឫស្សីត្រូវបាញ់សម្លាប់មេរោគ។", "Wood and bamboo are fumigated."),
}  # fmt: skip


def load_market_rules() -> int:
    """Make the rules that come with the platform where there are none; return how many there are."""
    if not MarketRule.objects.exists():
        fields = list(Category.objects.filter(pk__in=EDIBLE))
        MarketRule.objects.bulk_create(
            MarketRule(market=market, category=field, certificates=list(kinds), note_km=km, note_en=en)
            for market, (kinds, km, en) in RULES.items()
            for field in fields
        )  # fmt: skip
    return MarketRule.objects.count()


def checklist(product: Product, market: str = "") -> list[Point]:
    """What an exporter asks, in the order of asking; with a market also what that market asks."""
    edible = product.category.field.pk in EDIBLE
    held = _held(product)
    names = bool(product.name_en and product.description_en)
    points = [
        Point("hs_code", product.hs_code in BY_CODE, _("HS code"), _("Find it by words below.")),
        Point("english", names, _("Name and description in English"), _("Foreign buyers read these first.")),
        Point("packaging", product.packaging_kind in SEALED, _("Packed to travel"), _("Vacuum bag, jar, bottle, can, box or sack; not loose and not a plain bag.")),
        Point("capacity", len(product.months_available) >= LEAST_MONTHS, _("Enough months of supply"), _("An importer plans with at least four months a year.")),
        Point("photo", product.cover is not None, _("A photo"), _("Nobody orders abroad unseen.")),
    ]  # fmt: skip
    if edible:
        keeps = (product.shelf_life_days or 0) >= LEAST_DAYS
        points += [
            Point("keeps", keeps, _("Keeps at least 90 days"), _("Write how many days it keeps; drying, smoking or vacuum bags make it more.")),
            Point("safety", bool(held & set(FOOD_SAFETY)), _("A food-safety certificate"), _("HACCP, ISO 22000, FDA/CamControl, organic or GI; ask the staff about trainings.")),
        ]  # fmt: skip
    return points + (_of_market(product, market, held) if market else [])


def _of_market(product: Product, market: str, held: set[str]) -> list[Point]:
    rule = rule_of(product, market)
    if rule is None or not rule.certificates:
        return []
    names = ", ".join(str(CertificateKind(kind).label) for kind in rule.certificates)
    label = _("For %(market)s: %(certificates)s") % {
        "market": Market(market).label, "certificates": names,
    }  # fmt: skip
    return [
        Point("market", bool(held & set(rule.certificates)), label, _("One of these is needed."))
    ]


def rule_of(product: Product, market: str) -> MarketRule | None:
    """What a market says about the product's field."""
    return MarketRule.objects.filter(market=market, category=product.category.field.pk).first()


def _held(product: Product) -> set[str]:
    """Kinds of certificates in force that cover the product."""
    certificates: Any = product.producer.certificates
    covering = certificates.valid_on(timezone.localdate()).covering(product)
    return set(covering.values_list("kind", flat=True))


def refresh_flag(product: Product) -> bool:
    """Set `export_ready` by the general checklist; return it."""
    ready = all(point.done for point in checklist(product))
    if ready != product.export_ready:
        Product.objects.filter(pk=product.pk).update(export_ready=ready)
        product.export_ready = ready
    return ready


def refresh_flags(products: models.QuerySet[Product]) -> int:
    """Look through products that are or may become ready; return how many changed."""
    likely = (
        products.exclude(hs_code="")
        .select_related("category__parent", "producer")
        .prefetch_related("photos")
    )
    before = {product.pk: product.export_ready for product in likely}
    return sum(refresh_flag(product) != before[product.pk] for product in likely)
