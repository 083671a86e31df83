"""Counting what changed gives the same as counting everything; closed years stay; bulk and raw SQL are noticed."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone
from djmoney.money import Money

from accounts.models import Organisation
from forums.models import Commitment, Deal, Forum, Meeting, Outcome, Training
from insights.counting import recount, refresh
from insights.indicators import BY_CODE
from insights.models import Bucket, ClosedYear, LivelihoodAnswer, Stale
from insights.reading import Year
from places.models import ExchangeRate
from producers.models import Producer, Product, VisitRequest
from tests.factories import UserFactory, buyer, producer, product
from tests.insights.world import registered, visit, world

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
YEAR = TODAY.year - 1  # all of it is over, whatever today is


def buckets():
    rows = Bucket.objects.exclude(value=0).values_list(
        "measure", "month", "province", "dim", "value"
    )
    return set(rows)


@pytest.fixture
def counted():
    made = world(YEAR)
    recount()
    return made


def raw(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


CHANGES = {
    "a product more": lambda w: registered(w["producers"][2], date(YEAR - 1, 5, 5)),
    "a product suspended in bulk": lambda w: Product.objects.filter(province="17").update(state="suspended"),
    "a product judged by raw SQL": lambda w: raw("UPDATE producers_product SET stars = 5 WHERE province_id = '02'"),
    "a product gone": lambda w: Product.objects.filter(province="02", state="suspended").delete(),
    "a producer now led by a man": lambda w: Producer.objects.update(women_led=False),
    "a household moves": lambda w: Organisation.objects.filter(pk=w["producers"][0].organisation_id).update(province="02", district=None, commune=None, village=None),
    "a buyer moves": lambda w: Organisation.objects.filter(pk=w["buyers"][1].organisation_id).update(province="17"),
    "a forum moved to another month": lambda w: Forum.objects.update(day=date(YEAR, 6, 6), last_day=date(YEAR, 6, 6)),
    "a forum reopened": lambda w: Forum.objects.update(state="closed"),
    "an outcome corrected": lambda w: Outcome.objects.filter(result="not_held").update(result="none"),
    "a meeting gone": lambda w: Meeting.objects.first().delete(),
    "a deal more, of last year": lambda w: Deal.objects.create(producer=w["producers"][0], buyer=w["buyers"][0], source="enquiry", value=Money(70, "USD"), agreed_on=date(YEAR - 1, 3, 3)),
    "a deal broken": lambda w: Deal.objects.filter(country="JP").update(state="broken"),
    "a rate entered late": lambda w: ExchangeRate.objects.create(on=date(YEAR, 1, 20), khr_per_usd=4100),
    "a pledge due later": lambda w: Commitment.objects.update(due_on=date(YEAR + 1, 2, 2)),
    "a training cancelled": lambda w: Training.objects.update(state="cancelled"),
    "a visit agreed": lambda w: VisitRequest.objects.filter(pk=visit(w["producers"][0], w["day"], 7, "asked").pk).update(state="accepted"),
    "an answer taken back": lambda w: LivelihoodAnswer.objects.filter(producer=w["producers"][0]).delete(),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_counting_what_changed_equals_counting_everything(counted, change):
    before = buckets()
    CHANGES[change](counted)
    assert Stale.objects.exists()
    refresh()
    changed = buckets()
    recount()
    assert changed == buckets()
    assert changed != before or change == "a buyer moves"  # all of it was around the lake before


def test_all_of_it_at_once_equals_counting_everything(counted):
    for change in CHANGES.values():
        change(counted)
    refresh()
    changed = buckets()
    recount()
    assert changed == buckets()


def test_nothing_changed_nothing_is_counted(counted):
    assert refresh() == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(xmin::text::bigint) FROM insights_bucket")
        before = cursor.fetchone()
        refresh()
        cursor.execute("SELECT max(xmin::text::bigint) FROM insights_bucket")
        assert cursor.fetchone() == before


def test_meeting_of_a_running_forum_is_held_once_its_time_is_over(counted):
    at = counted["forum"]
    Forum.objects.filter(pk=at.pk).update(state="running")
    soon = timezone.now() + timedelta(hours=3)
    at.slots.filter(position=2).update(starts_at=soon, ends_at=soon + timedelta(minutes=20))
    refresh()
    assert Year(YEAR).value(BY_CODE["meetings"]) == 1
    past = timezone.now() - timedelta(hours=9)
    at.slots.filter(position=2).update(starts_at=past, ends_at=past + timedelta(minutes=20))
    Stale.objects.all().delete()  # time goes by without anything being written
    refresh()
    assert Year(YEAR).value(BY_CODE["meetings"]) == 2


def test_closed_year_stays_as_it_was_reported_until_it_is_opened(counted):
    closed = ClosedYear.objects.create(year=YEAR, closed_by=UserFactory(role="national"))
    Deal.objects.filter(country="JP").update(state="broken")
    refresh()
    recount()
    assert Year(YEAR).value(BY_CODE["deals"]) == 3
    assert Stale.objects.filter(source="deals").exists()
    closed.delete()
    refresh()
    assert Year(YEAR).value(BY_CODE["deals"]) == 2
    assert not Stale.objects.exists()


def test_running_forum_does_not_change_a_closed_year(counted):
    Forum.objects.update(state="running")
    refresh()
    ClosedYear.objects.create(year=YEAR, closed_by=UserFactory(role="national"))
    Outcome.objects.update(result="not_held")
    refresh()
    assert Year(YEAR).value(BY_CODE["meetings"]) == 2


def test_stock_of_today_is_right_though_the_year_of_enrolment_is_closed(counted):
    ClosedYear.objects.create(year=YEAR, closed_by=UserFactory(role="national"))
    Producer.objects.update(women_led=True)
    refresh()
    assert Year(YEAR + 1).value(BY_CODE["women"]) == 100


def test_first_count_rebuilds_the_stocks_of_the_past_from_registrations():
    maker = producer()
    registered(maker, date(YEAR - 2, 7, 1))
    registered(maker, date(YEAR - 1, 7, 1))
    refresh()
    found = [
        Year(year).value(BY_CODE["products"]) for year in (YEAR - 3, YEAR - 2, YEAR - 1, YEAR + 1)
    ]
    assert found == [0, 1, 2, 2]


def test_many_products_at_once_leave_one_note_for_each_month_and_place():
    maker = producer()
    made = product(maker)
    Stale.objects.all().delete()
    Product.objects.filter(pk=made.pk).update(state="registered", registered_at=timezone.now())
    assert Stale.objects.count() <= 6


def test_deal_at_midnight_of_new_year_counts_in_phnom_penhs_year():
    maker, hotel = producer(), buyer()
    made = product(maker, state="registered")
    # 17:30 of the last of December in UTC is already the new year in Phnom Penh.
    from datetime import UTC, datetime

    Product.objects.filter(pk=made.pk).update(registered_at=datetime(YEAR - 1, 12, 31, 17, 30, tzinfo=UTC))  # fmt: skip
    recount()
    assert (hotel.pk, Year(YEAR).value(BY_CODE["products_new"])) == (hotel.pk, Decimal(1))
    assert Year(YEAR - 1).value(BY_CODE["products_new"]) == 0
