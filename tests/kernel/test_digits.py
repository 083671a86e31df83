"""Numbers the way people type them."""

from decimal import Decimal

import pytest
from django import forms
from djmoney.forms.fields import MoneyField
from hypothesis import given
from hypothesis import strategies as st

from ovop.kernel.digits import DigitsForm
from ovop.text import khmer_digits


class PriceForm(DigitsForm, forms.Form):
    price = MoneyField(max_digits=12, decimal_places=2)
    amount = forms.DecimalField()
    people = forms.IntegerField(required=False)


def price(text):
    form = PriceForm({"price_0": text, "price_1": "KHR", "amount": "1"})
    assert form.is_valid(), form.errors
    return form.cleaned_data["price"].amount


@pytest.mark.parametrize("text", ["12000", "12,000", "12 000", "១២០០០", "១២,០០០", " 12000 "])
def test_the_same_price_however_it_is_typed(text):
    assert price(text) == 12000


@given(st.decimals(0, 9_999_999, places=2))
def test_khmer_digits_are_the_same_number(number):
    assert price(khmer_digits(f"{number:,}")) == number


@pytest.mark.parametrize("text", ["1,2", "12,00", "twelve", "១២ក", "1,0000"])
def test_what_is_no_clear_number_is_refused_and_kept(text):
    form = PriceForm({"price_0": text, "price_1": "KHR", "amount": text})
    assert not form.is_valid()
    assert f'value="{text}"' in str(form["amount"])


def test_number_keyboard_is_asked_for():
    form = PriceForm()
    assert 'inputmode="decimal"' in str(form["price"])
    assert 'inputmode="numeric"' in str(form["people"])
    assert 'type="number"' not in form.as_p()


def test_stored_amount_is_shown_without_needless_decimals():
    form = PriceForm(initial={"amount": Decimal("12000.00")})
    assert 'value="12000"' in str(form["amount"])
