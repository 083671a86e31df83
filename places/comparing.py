"""Prices in riel and dollars side by side: what a base unit costs in dollars at the newest rate."""

from __future__ import annotations

from typing import Any

from django.db.models import DecimalField, F, QuerySet
from django.db.models.functions import Cast, Round
from django.utils import timezone

from ovop.kernel.units import MEASURES
from places.models import ExchangeRate

DOLLARS: DecimalField[Any, Any] = DecimalField(max_digits=14, decimal_places=4)


def compare_prices(rows: QuerySet[Any], price: str) -> int:
    """Bring `<price>_usd` of those priced in riel to the newest rate; return how many changed.

    `rows` have a price per `unit` in the columns `price` and `<price>_currency`. One statement a unit.
    """
    rate = ExchangeRate.khr_per_usd_on(timezone.localdate())
    in_riel = rows.filter(**{f"{price}_currency": "KHR", f"{price}__isnull": False})
    changed = 0
    for unit, measure in MEASURES.items():
        riel = Cast(F(price), DecimalField(max_digits=26, decimal_places=10))
        dollars = Cast(Round(riel / (rate * measure.factor), 4), DOLLARS)
        of_unit = in_riel.filter(unit=unit).exclude(**{f"{price}_usd": dollars})
        changed += of_unit.update(**{f"{price}_usd": dollars})
    return changed
