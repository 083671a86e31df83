"""Every indicator against figures counted by hand in `world`, whole country and by province."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from insights.counting import recount, refresh
from insights.indicators import BY_CODE, INDICATORS
from insights.reading import History, Year
from tests.insights.world import visit, world

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year - 1  # all of it is over, whatever today is

# indicator: (whole country, Siem Reap, Battambang)
COUNTED = {
    "products": (4, 3, 1),
    "provinces": (2, 1, 1),
    "producers": (3, 2, 1),
    "products_new": (5, 3, 2),  # the suspended one was registered too
    "producers_new": (4, 3, 1),
    "starred": (1, 1, 0),
    "export_ready": (25, Decimal(100) / 3, 0),
    "women": (Decimal(100) / 3, 50, 0),
    "cooperatives": (Decimal(100) / 3, 50, 0),
    "forums": (1, 1, 0),
    "meetings": (2, 2, 0),  # of three one did not take place
    "deals": (3, 2, 1),  # of four one was broken
    "deals_of_meetings": (100, 100, None),
    "value_usd": (400, 150, 250),
    "value_khr": (1_600_000, 600_000, 1_000_000),
    "local": (Decimal("37.5"), 100, 0),
    "export_deals": (1, 0, 1),
    "export_usd": (250, 0, 250),
    "visitors": (12, 12, 0),  # of 12 + 5 the five were not agreed
    "trainings": (1, 1, 0),
    "trained": (2, 2, 0),
    "pledges": (Decimal(100) / 3, Decimal(100) / 3, None),
    "satisfaction": (Decimal("3.5"), Decimal("3.5"), None),
    "income": (Decimal("1.5"), Decimal("1.5"), None),  # who gave one figure only is not counted
    "jobs": (Decimal(10) / 7, Decimal(8) / 6, 2),
    "leaving": (Decimal(200) / 3, 50, 100),
    "answers": (3, 2, 1),  # who did not agree is not counted
}


@pytest.fixture
def counted():
    made = world(YEAR)
    visit(made["producers"][0], made["day"], 12, "accepted")
    visit(made["producers"][0], made["day"], 5, "asked")
    recount()
    return made


def test_every_indicator_is_counted_here():
    assert set(COUNTED) == set(BY_CODE)


def same(found, expected):
    if expected is None or found is None:
        return found is expected
    return abs(found - Decimal(expected)) < Decimal("0.0001")


def test_every_indicator_is_what_was_counted_by_hand(counted):
    year = Year(YEAR)
    wrong = {
        (code, place): (year.value(BY_CODE[code], place), expected)
        for code, row in COUNTED.items()
        for place, expected in zip(("", "17", "02"), row, strict=True)
        if not same(year.value(BY_CODE[code], place), expected)
    }
    assert not wrong


@pytest.mark.parametrize("province", ["", "17", "02"])
def test_trend_of_every_indicator_ends_in_this_years_value(counted, province):
    year, history = Year(YEAR), History(province)
    for indicator in INDICATORS:
        assert history.trend(indicator)[YEAR] == year.value(indicator, province), indicator.code


def test_provinces_add_up_to_the_country_where_things_are_counted(counted):
    year = Year(YEAR)
    for indicator in INDICATORS:
        if indicator.unit in ("count", "usd", "khr"):
            parts = [year.value(indicator, place) for place in ("17", "02")]
            assert sum(part or 0 for part in parts) == year.value(indicator), indicator.code


def test_dimensions_add_up_to_the_measure(counted):
    year = Year(YEAR)
    assert year.split("products_stars") == {"4": 1, "2": 1, "0": 2}
    assert year.split("export_usd") == {"JP": 250}
    assert sum(year.split("products_field").values()) == 4


def test_last_years_figures_are_not_this_years(counted):
    assert Year(YEAR - 1).value(BY_CODE["deals"]) == 0
    assert Year(YEAR - 1).value(BY_CODE["local"]) is None


def test_every_indicator_says_what_it_is():
    for indicator in INDICATORS:
        assert str(indicator.name) and str(indicator.formula) and str(indicator.source)
        assert indicator.policies and indicator.unit


def test_stock_of_a_month_that_is_over_stays_when_something_is_suspended_later(counted):
    from insights.models import Bucket
    from producers.models import Product

    before = date(YEAR, 1, 1)
    Bucket.objects.filter(month=before, measure="products", province="17").delete()
    Bucket.objects.create(month=before, measure="products", province_id="17", value=9)
    Product.objects.filter(province="17").update(state="suspended")
    refresh()
    assert Bucket.objects.get(month=before, measure="products", province="17").value == 9
    assert Year(YEAR + 1).value(BY_CODE["products"], "17") == 0
