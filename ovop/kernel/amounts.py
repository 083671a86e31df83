"""Money and quantities as people read them, the same on pages and on paper."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from djmoney.money import Money


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
