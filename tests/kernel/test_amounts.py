"""Amounts as people read them."""

from decimal import Decimal

import pytest
from django.utils import translation

from ovop.kernel.amounts import shown_quantity
from ovop.kernel.units import Unit


@pytest.mark.parametrize(
    ("value", "unit", "english"),
    [
        (1, "piece", "1 piece"),
        (60, "piece", "60 pieces"),
        (Decimal("0.5"), "t", "0.5 tonnes"),
        (Decimal("1.00"), "l", "1 litre"),
        (15, "m", "15 metres"),
        (12000, "kg", "12,000 kg"),
        (3, "dozen", "3 dozen"),
    ],
)
def test_quantities_take_their_plural_in_english(value, unit, english):
    with translation.override("en"):
        assert shown_quantity(value, unit) == english


@pytest.mark.parametrize("unit", Unit.values)
def test_quantities_have_one_form_in_khmer(unit):
    with translation.override("km"):
        one, many = shown_quantity(1, unit), shown_quantity(60, unit)
    assert one.removeprefix("1 ") == many.removeprefix("60 ")
    assert not one.isascii()
