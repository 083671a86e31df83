"""What would make a listing better, the most useful first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from ovop.kernel.units import in_base
from producers.models import Product
from producers.querysets import ProductQuerySet

MOST = 5
MOST_ALIKE = 2  # the same sentence for another product says little more


@dataclass(frozen=True)
class Advice:
    """One thing to do for one product. `weight`: how much it moves buyers; the highest first."""

    weight: int
    product: Product
    text: str
    link: str


def advice_for(products: Iterable[Product], public: ProductQuerySet) -> list[Advice]:
    """At most MOST things to do for `products`, compared with what is `public`."""
    found = [advice for product in products for advice in _of(product, public)]
    said: Counter[str] = Counter()
    best = []
    for advice in sorted(found, key=lambda advice: (-advice.weight, advice.product.pk)):
        said[advice.text] += 1
        if said[advice.text] <= MOST_ALIKE:
            best.append(advice)
    return best[:MOST]


def _of(product: Product, public: ProductQuerySet) -> Iterable[Advice]:
    edit = reverse("producers:edit", args=[product.pk])

    def say(weight: int, text: str, field: str, link: str = "") -> Advice:
        return Advice(weight, product, text, link or f"{edit}#{field}")

    photos = sum(photo.is_ready for photo in product.photos.all())
    if product.state == Product.State.DRAFT:
        yield say(110, _("Hand it in, so that buyers can see it."), "", product.get_absolute_url())
    if not photos:
        yield say(100, _("Add a photo: listings with one are opened far more."), "photos")
    elif photos < 3:
        yield say(40, _("Add two more photos: the making, the packing."), "photos")
    if not product.description_km and not product.description_en:
        yield say(80, _("Write how it is made and by whom."), "id_description_km")
    if not product.name_en:
        yield say(
            70, _("Add the name in English; hotels and exporters search by it."), "id_name_en"
        )
    if not product.packaging_kind:
        yield say(60, _("Say what it is packed in; buyers ask this first."), "id_packaging_kind")
    if len(product.months_available) < 3:
        yield say(
            30,
            _("Can you supply it in more months? Drying or storing helps."),
            "id_monthly_supply-amount",
        )
    usual = public.exclude(pk=product.pk).usual_price(product)
    if usual and product.price_usd and _dearer(product, usual):
        yield say(
            50,
            _("Your price is above three quarters of comparable products; say what makes it worth it."),
            "id_price_0",
        )  # fmt: skip


def _dearer(product: Product, usual: dict[str, Any]) -> bool:
    per_unit = product.price_usd * in_base(Decimal(1), product.unit)
    return bool(per_unit > usual["high"].amount)
