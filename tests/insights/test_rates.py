"""The exchange rate: entered by the Committee, and what follows from it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from djmoney.money import Money

from accounts.models import Role
from buyers.tasks import keep_needs_today
from places.models import ExchangeRate
from producers.models import Product
from producers.tasks import keep_deadlines_today
from tests.factories import UserFactory, need, product

pytestmark = pytest.mark.django_db


@pytest.fixture
def committee(english):
    english.force_login(UserFactory(role=Role.NATIONAL))
    return english


def enter(client, rate, on=None):
    given = {"on": f"{on or timezone.localdate():%Y-%m-%d}", "khr_per_usd": rate}
    return client.post("/figures/rates/", given, follow=True).content.decode()


def test_rate_is_entered_as_people_write_it_and_a_second_of_the_day_replaces_it(committee):
    assert "No rate yet" in committee.get("/figures/rates/").content.decode()
    enter(committee, "៤,០១២")
    assert ExchangeRate.khr_per_usd_on(timezone.localdate()) == 4012
    page = enter(committee, "4020")
    assert [row.khr_per_usd for row in ExchangeRate.objects.all()] == [4020]
    assert "4,020" in page


@pytest.mark.parametrize(
    ("rate", "days", "sentence"),
    [("40", 0, "about 4,000 riel"), ("4000", 1, "still to come"), ("", 0, "required")],
)
def test_slip_of_the_finger_is_told_and_nothing_is_kept(committee, rate, days, sentence):
    page = enter(committee, rate, timezone.localdate() + timedelta(days=days))
    assert sentence in page
    assert not ExchangeRate.objects.exists()


def test_prices_are_compared_at_the_newest_rate_from_the_next_morning(committee):
    riel = product(price=Money(24000, "KHR"), unit="dozen")
    dollars = product(price=Money(3, "USD"))
    wanted = need(price_ceiling=Money(8000, "KHR"))
    assert riel.price_usd == Decimal("0.5000")
    enter(committee, "5000")
    keep_deadlines_today()
    keep_needs_today()
    for row in (riel, dollars, wanted):
        row.refresh_from_db()
    assert (riel.price_usd, dollars.price_usd) == (Decimal("0.4000"), Decimal("3.0000"))
    assert wanted.price_ceiling_usd == Decimal("1.6000")


def test_catalogue_offers_prices_to_choose_also_before_a_rate_is_entered(english):
    for price in (4000, 40000):
        product(price=Money(price, "KHR"))
    assert Product.objects.public().count() == 2
    page = english.get("/products/").content.decode()
    assert "up to" in page or "price_to" in page
