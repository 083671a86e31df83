"""A product's fields as plain values, to keep with a submission and to compare with another."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ovop.kernel.naming import month_names
from ovop.kernel.units import Unit
from places.models import Village
from producers.models import Category, Packaging, Product

FIELDS = (
    "name_km", "name_en", "category", "unit", "price", "price_to", "minimum_order",
    "monthly_supply", "lead_time_days", "packaging_kind", "packaging", "shelf_life_days",
    "description_km", "description_en", "village",
)  # fmt: skip
PHOTOS = "photos"  # reviewed like a field, though photos are rows of their own


@dataclass(frozen=True)
class Difference:
    """One field that differs: its name and label, and both values as a person reads them."""

    field: str
    label: str
    before: str
    after: str


def snapshot_of(product: Product) -> dict[str, Any]:
    """The product's fields as values that JSON holds; photos by their keys when it is stored."""
    values: dict[str, Any] = {
        name: _plain(getattr(product, f"{name}_id" if name in ("category", "village") else name))
        for name in FIELDS
    }
    values["currency"] = product.price.currency.code
    if product.pk:
        values[PHOTOS] = [str(key) for key in product.photos.values_list("key", flat=True)]
    return values


def _plain(value: Any) -> Any:
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if hasattr(value, "amount"):
        value = value.amount
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value


def differences(
    before: dict[str, Any], after: dict[str, Any], *, only: Container[str] | None = None
) -> list[Difference]:
    """The fields that differ, in the form's order; with `only`, among those."""
    found = []
    for name in (*FIELDS, PHOTOS):
        if only is not None and name not in only:
            continue
        pair = [_with_currency(name, values) for values in (before, after)]
        if pair[0] != pair[1]:
            found.append(Difference(name, label_of(name), shown(name, before), shown(name, after)))
    return found


def _with_currency(name: str, values: dict[str, Any]) -> Any:
    value = values.get(name)
    return (value, values.get("currency")) if name in ("price", "price_to") and value else value


def label_of(name: str) -> str:
    """A field's name as the form says it."""
    if name == PHOTOS:
        return _("Photos")
    return str(capfirst(getattr(Product._meta.get_field(name), "verbose_name", name)))


def shown(name: str, values: dict[str, Any]) -> str:
    """A field of a snapshot as a person reads it, in the active language."""
    value = values.get(name)
    if value in (None, "", []):
        return "–"
    match name:
        case "category":
            category = Category.objects.filter(pk=value).first()
            return category.name if category else str(value)
        case "village":
            village = Village.objects.filter(pk=value).select_related("district").first()
            return f"{village.name}, {village.district.name}" if village else str(value)
        case "unit":
            return str(Unit(value).label)
        case "packaging_kind":
            return str(Packaging(value).label)
        case "price" | "price_to":
            sign = {"KHR": "៛", "USD": "$"}.get(values.get("currency", ""), "")
            return f"{number_format(Decimal(value), force_grouping=True)} {sign}"
        case "monthly_supply":
            return _months(value)
        case "photos":
            text = ngettext("%(count)s photo", "%(count)s photos", len(value))
            return text % {"count": len(value)}
    return str(value)


def _months(amounts: list[str]) -> str:
    names = month_names()
    return ", ".join(f"{names[n]} {amount}" for n, amount in enumerate(amounts) if amount != "0")
