"""Units of quantity. Amounts compare only within one dimension; anything else is refused."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """The units a listing or a need may use."""

    KG = "kg", _("kg")
    TONNE = "t", _("tonne")
    LITRE = "l", _("litre")
    PIECE = "piece", _("piece")
    DOZEN = "dozen", _("dozen")
    METRE = "m", _("metre")


@dataclass(frozen=True)
class Measure:
    """What a unit measures, and how many base units one of it is."""

    dimension: str
    factor: Decimal


MEASURES: dict[str, Measure] = {
    Unit.KG: Measure("mass", Decimal(1)),
    Unit.TONNE: Measure("mass", Decimal(1000)),
    Unit.LITRE: Measure("volume", Decimal(1)),
    Unit.PIECE: Measure("count", Decimal(1)),
    Unit.DOZEN: Measure("count", Decimal(12)),
    Unit.METRE: Measure("length", Decimal(1)),
}


class UnlikeUnits(ValueError):
    """Two amounts measure different things and cannot be compared."""


def comparable(first: str, second: str) -> bool:
    """Whether both units measure the same dimension."""
    return MEASURES[first].dimension == MEASURES[second].dimension


def convert(amount: Decimal, unit: str, into: str) -> Decimal:
    """`amount` of `unit` expressed in `into`.

    Raises UnlikeUnits when the dimensions differ (kilograms into pieces).
    """
    if not comparable(unit, into):
        raise UnlikeUnits(f"{unit} and {into} measure different things")
    return amount * MEASURES[unit].factor / MEASURES[into].factor


def in_base(amount: Decimal, unit: str) -> Decimal:
    """`amount` in the base unit of its dimension (kg, l, piece, m)."""
    return amount * MEASURES[unit].factor
