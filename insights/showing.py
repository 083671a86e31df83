"""An indicator's value as people read it."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from insights.indicators import Indicator
from ovop.kernel.countries import country_name
from producers.models import Category

DECIMALS = {"percent": 1, "stars": 1, "times": 2}


def shown(indicator: Indicator, value: Decimal | None) -> str:
    """With its unit, in the reader's language; "–" where it cannot be told."""
    if value is None:
        return "–"
    number = number_format(round(value, DECIMALS.get(indicator.unit, 0)), DECIMALS.get(indicator.unit, 0), force_grouping=True)  # fmt: skip
    return {
        "percent": f"{number}\u00a0%", "usd": f"${number}", "khr": f"{number}\u00a0៛", "stars": f"{number}\u00a0/\u00a05",
        "times": f"×\u00a0{number}",
    }.get(indicator.unit, number)  # fmt: skip


def dim_labels(indicator: Indicator) -> dict[str, str]:
    """What the values of the indicator's dimension are called; countries are named as they are asked for."""
    if indicator.dim == "products_field":
        return {field.code: field.name for field in Category.objects.filter(parent=None)}
    if indicator.dim == "products_stars":
        return {"0": _("without stars")} | {str(n): "★" * n for n in range(1, 6)}
    if indicator.dim == "migration":
        from insights.models import LivelihoodAnswer

        return {value: str(label) for value, label in LivelihoodAnswer.Migration.choices}
    return {}


def dim_label(labels: dict[str, str], indicator: Indicator, dim: str) -> str:
    """What one value of the dimension is called."""
    return country_name(dim) if indicator.dim.startswith("export") else labels.get(dim, dim)
