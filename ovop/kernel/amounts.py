"""Money and quantities as people read them, the same on pages and on paper."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import npgettext
from djmoney.money import Money

from ovop.kernel.units import Unit


def shown_money(value: Money) -> str:
    """An amount as people write it: 12,000 ៛ or $3.50."""
    if value.currency.code == "USD":
        return f"${number_format(value.amount, 2, force_grouping=True)}"
    return f"{number_format(value.amount.quantize(Decimal(1)), 0, force_grouping=True)} ៛"


def shown_amount(value: Decimal | float) -> str:
    """A quantity without needless decimals: 200, 12.5."""
    number = Decimal(str(value)).quantize(Decimal("0.01")).normalize()
    places = max(0, -int(number.as_tuple().exponent))
    return number_format(number, places, force_grouping=True)


def shown_quantity(value: Decimal | float, unit: str) -> str:
    """An amount with its unit: 200 kg, 1 piece, 60 pieces. Raises ValueError where `unit` is no value of Unit."""
    shown = shown_amount(value)
    return f"{shown} {_counted(unit, 1 if shown == '1' else 2)}"


def _counted(unit: str, n: int) -> str:
    match unit:
        case Unit.TONNE:
            return npgettext("amount", "tonne", "tonnes", n)
        case Unit.LITRE:
            return npgettext("amount", "litre", "litres", n)
        case Unit.PIECE:
            return npgettext("amount", "piece", "pieces", n)
        case Unit.METRE:
            return npgettext("amount", "metre", "metres", n)
    return str(Unit(unit).label)
