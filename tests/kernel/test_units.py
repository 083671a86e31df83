"""Amounts compare within a dimension and are refused across."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovop.kernel.units import Unit, UnlikeUnits, comparable, convert, in_base

amounts = st.decimals(min_value=0, max_value=10**6, places=2)


def test_two_tonnes_are_two_thousand_kilograms():
    assert convert(Decimal(2), Unit.TONNE, Unit.KG) == 2000


def test_kilograms_and_pieces_are_refused():
    assert not comparable(Unit.KG, Unit.PIECE)
    with pytest.raises(UnlikeUnits):
        convert(Decimal(1), Unit.KG, Unit.PIECE)


@given(amounts, st.sampled_from(list(Unit)), st.sampled_from(list(Unit)))
def test_conversion_keeps_the_amount_in_base_units(amount, unit, other):
    if comparable(unit, other):
        assert abs(in_base(convert(amount, unit, other), other) - in_base(amount, unit)) < Decimal(
            "1e-15"
        )
