"""Every match explains itself in both languages."""

import pytest
from django.utils import translation
from djmoney.money import Money
from hypothesis import given
from hypothesis import strategies as st

from matching.models import Match
from matching.ranking import FACTORS
from matching.reasons import raise_of, reasons_of, sentence_of
from tests.factories import need, product

factors = st.fixed_dictionaries({name: st.floats(0, 1) for name in FACTORS})


@pytest.mark.parametrize("language", ["km", "en"])
@given(values=factors)
def test_any_match_has_bars_and_one_sentence(language, values):
    match = Match(factors=values)
    with translation.override(language):
        assert len(reasons_of(match)) == len(FACTORS)
        sentence = sentence_of(match)
    assert sentence
    assert "%(" not in sentence


def test_sentence_praises_the_strong_and_names_the_weak():
    values = dict.fromkeys(FACTORS, 0.6) | {"text": 1.0, "price": 0.1}
    with translation.override("en"):
        sentence = sentence_of(Match(factors=values))
    assert "it is what was asked for" in sentence
    assert "the price is above the limit" in sentence


def test_what_would_raise_it_is_the_heaviest_gap():
    values = dict.fromkeys(FACTORS, 1.0) | {"quantity": 0.2, "freshness": 0.0}
    with translation.override("en"):
        assert "more of it could be supplied each month" in raise_of(Match(factors=values))
        assert raise_of(Match(factors=dict.fromkeys(FACTORS, 1.0))) == ""


@pytest.mark.parametrize("language", ["km", "en"])
@given(values=factors)
def test_any_match_says_what_would_raise_it_or_nothing(language, values):
    with translation.override(language):
        assert "%(" not in raise_of(Match(factors=values))


@pytest.mark.django_db
def test_what_the_need_does_not_ask_for_is_neither_praised_nor_blamed():
    wanted = need(price_ceiling=None, certificates_wished=[])
    values = dict.fromkeys(FACTORS, 0.5) | {"certificates": 1.0, "price": 1.0}
    with translation.override("en"):
        said = sentence_of(Match(need=wanted, product=product(), factors=values))
        assert "limit" not in said
        assert "certificates" not in said
        wanted = need(certificates_wished=["haccp"], price_ceiling=Money(9, "USD"))
        said = sentence_of(Match(need=wanted, product=product(), factors=values))
        assert "the price is within the limit" in said
        assert "it has the certificates wished for" in said


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("factor", "sentence"),
    [
        (1.0, "the price is within the limit"),
        (0.9, "but the price is a little above the limit"),
        (0.3, "but the price is above the limit"),
    ],
)
def test_only_a_price_within_the_limit_is_praised_for_it(factor, sentence):
    wanted = need(price_ceiling=Money(9, "USD"))
    values = dict.fromkeys(FACTORS, 0.7) | {"text": 1.0, "price": factor}
    with translation.override("en"):
        said = sentence_of(Match(need=wanted, product=product(), factors=values))
    assert sentence in said
    assert said.count("the price is") == 1


@pytest.mark.django_db
@pytest.mark.parametrize(("price", "above"), [("12000", False), ("12100", True)])
def test_two_amounts_of_one_currency_are_compared_as_written_not_by_two_days_rates(price, above):
    wanted = need(price_ceiling=Money(12000, "KHR"), unit="kg")
    offered = product(price=Money(price, "KHR"), unit="kg")
    # The limit was saved when a dollar was 4,100 riel, the price when it was 4,080.
    values = dict.fromkeys(FACTORS, 0.7) | {"text": 1.0, "price": 0.984}
    with translation.override("en"):
        said = sentence_of(Match(need=wanted, product=offered, factors=values))
    assert ("a little above the limit" in said) is above
    assert ("within the limit" in said) is not above
