"""What came of a meeting: said by each side, settled where they differ, kept when the day is planned again."""

from datetime import timedelta

import pytest
from django.utils import timezone
from djmoney.money import Money

from forums.dealing import record
from forums.models import Deal, ForumFeedback, Outcome, TimetableVersion
from forums.settling import settled
from tests.factories import begun, buyer, forum, producer, product, published_meeting

pytestmark = pytest.mark.django_db
DEAL = {"result": "deal", "value_0": "2000000", "value_1": "KHR"}


@pytest.fixture
def meeting():
    """A meeting of a published timetable whose slot began an hour ago."""
    at = forum()
    made = published_meeting(at, producer(), buyer())
    begun(at)
    made.refresh_from_db()
    return made


@pytest.fixture
def organiser(meeting):
    return meeting.timetable.forum.created_by


def say(client, meeting, data):
    return client.post(f"/meetings/{meeting.pk}/outcome/", data)


def said(meeting, side, result, value=None):
    """`side` says so, through the one door that also settles."""
    worth = Money(value, "USD") if value else None
    return record(meeting, meeting.timetable.forum.created_by, side, result, value=worth)


def test_staff_record_a_deal_with_its_value(english, meeting, organiser):
    english.force_login(organiser)
    say(english, meeting, DEAL)
    outcome = Outcome.objects.get()
    assert (outcome.result, outcome.value, outcome.side) == ("deal", Money(2000000, "KHR"), "staff")
    assert outcome.value_usd == 500


def test_correcting_an_outcome_replaces_it_and_keeps_the_trail(meeting, organiser):
    meeting.record_outcome(organiser, "none")
    meeting.record_outcome(organiser, "follow_up")
    outcome = Outcome.objects.get()
    assert outcome.result == "follow_up"
    assert outcome.events.count() == 2


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"result": "deal"}, "Write what the deal is worth"),
        ({"result": "follow_up", "value_0": "5", "value_1": "USD"}, "Only a deal or a trial order"),
        ({"result": "deal", "value_0": "-5", "value_1": "USD"}, "greater than or equal to 0.01"),
        ({"result": "deal", "value_0": "99999999", "value_1": "USD"}, "more than ten million"),
        ({"result": "deal", "value_0": "60000", "value_1": "USD"}, "If it is right, tick the box"),
        ({"result": "none"}, "Say why not"),
        ({"result": "sample", "next_step_on": "1912-01-01"}, "Look at the year"),
        (DEAL | {"quantity": "-3"}, "greater than or equal to 0.01"),
        ({"note": "x"}, "This field is required"),
    ],
)
def test_absurd_outcomes_are_told(english, meeting, organiser, data, sentence):
    english.force_login(organiser)
    assert sentence in say(english, meeting, data).content.decode()
    assert not Outcome.objects.exists()


def test_large_amount_is_taken_once_it_is_said_to_be_right(english, meeting, organiser):
    english.force_login(organiser)
    say(english, meeting, {"result": "deal", "value_0": "60000", "value_1": "USD", "sure": "on"})
    assert Outcome.objects.get().value == Money(60000, "USD")


def test_riel_written_as_dollars_are_noticed_by_the_products_own_price(english, meeting, organiser):
    made = product(meeting.producer, state="registered", price=Money(12000, "KHR"), unit="kg")
    english.force_login(organiser)
    data = {"result": "deal", "product": made.pk, "quantity": "2", "unit": "kg", "value_0": "24000"}
    wrong = say(english, meeting, data | {"value_1": "USD"}).content.decode()
    assert "far from the price on the product" in wrong
    say(english, meeting, data | {"value_1": "KHR"})
    assert Outcome.objects.get().value_usd == 6


def test_nothing_came_yet_of_a_meeting_that_has_not_begun(english):
    at = forum()
    later = published_meeting(at, producer(), buyer(), position=6)
    begun(at)
    english.force_login(at.created_by)
    page = english.post(f"/meetings/{later.pk}/outcome/", DEAL, follow=True)
    assert "This meeting begins at" in page.content.decode()
    assert not Outcome.objects.exists()


def test_deal_of_somebody_who_was_missing_is_asked_about(english, meeting, organiser):
    meeting.timetable.forum.registrations.filter(side="buyer").update(away=[meeting.slot.position])
    english.force_login(organiser)
    assert "Did they meet?" in say(english, meeting, DEAL).content.decode()
    assert not Outcome.objects.exists()
    say(english, meeting, DEAL | {"took_place": "on"})
    assert Outcome.objects.count() == 1


def test_each_side_says_its_own_and_the_organisers_see_both_side_by_side(
    english, meeting, organiser
):
    english.force_login(meeting.producer.organisation.members.get())
    say(english, meeting, DEAL | {"rating": "5", "note": "good people"})
    english.force_login(meeting.buyer.organisation.members.get())
    page = english.get(f"/meetings/{meeting.pk}/outcome/").content.decode()
    assert "good people" not in page
    say(english, meeting, {"result": "trial", "value_0": "100", "value_1": "USD"})
    assert dict(Outcome.objects.values_list("side", "result")) == {"producer": "deal", "buyer": "trial"}  # fmt: skip
    english.force_login(organiser)
    page = english.get(f"/forums/{meeting.timetable.forum_id}/outcomes/?which=differ").content.decode()  # fmt: skip
    assert "good people" in page and "They differ" in page and "Settle" in page


def test_where_they_differ_the_lesser_counts_until_the_organisers_settle_it(meeting):
    said(meeting, "producer", "deal", 500)
    assert Deal.objects.get().value_usd == 500
    said(meeting, "buyer", "deal", 300)
    counts = settled(meeting.outcomes)
    assert (counts.differ, counts.outcome.value_usd) == (True, 300)
    assert Deal.objects.get().value_usd == 300
    said(meeting, "staff", "deal", 450)
    assert not settled(meeting.outcomes).differ
    assert Deal.objects.get().value_usd == 450


def test_deal_that_one_side_denies_is_no_deal(meeting):
    said(meeting, "producer", "deal", 500)
    said(meeting, "buyer", "none")
    assert settled(meeting.outcomes).differ
    assert not Deal.objects.exists()


def test_ledger_that_was_written_in_is_not_lost_when_an_outcome_is_corrected(meeting, organiser):
    said(meeting, "staff", "deal", 500)
    Deal.objects.get().enter("delivered", organiser, on=timezone.localdate())
    said(meeting, "staff", "none")
    assert Deal.objects.get().entries.count() == 1


def test_outcome_said_before_the_rest_of_the_day_is_planned_again_stays(
    english, meeting, organiser
):
    said(meeting, "staff", "deal", 500)
    second = TimetableVersion.new_draft(meeting.timetable.forum, None)
    again = second.meetings.create(
        request=meeting.request, slot=meeting.slot, table=meeting.table, producer=meeting.producer,
        buyer=meeting.buyer,
    )  # fmt: skip
    second.publish()
    english.force_login(organiser)
    page = english.get(f"/forums/{meeting.timetable.forum_id}/outcomes/").content.decode()
    assert "1 of 1 meetings recorded" in page
    assert settled(again.outcomes).outcome.value_usd == 500


def test_rate_missing_for_the_day_uses_the_last_one_before(meeting):
    from places.models import ExchangeRate

    today = timezone.localdate()
    ExchangeRate.objects.create(on=today - timedelta(days=9), khr_per_usd=4100)
    ExchangeRate.objects.create(on=today + timedelta(days=1), khr_per_usd=5000)
    record(meeting, meeting.timetable.forum.created_by, "staff", "deal", value=Money(41000, "KHR"))
    assert Deal.objects.get().value_usd == 10


def test_feedback_on_the_forum_is_given_once_and_can_be_changed(english, meeting, organiser):
    english.force_login(meeting.buyer.organisation.members.get())
    at = meeting.timetable.forum_id
    for rating in ("4", "2"):
        english.post(f"/forums/{at}/feedback/", {"rating": rating, "words": "More tables, please"})
    assert ForumFeedback.objects.get().rating == 2
    assert english.post(f"/forums/{at}/feedback/", {"rating": "9"}).status_code == 200
    english.force_login(organiser)
    assert "More tables, please" in english.get(f"/forums/{at}/outcomes/").content.decode()
    assert english.get(f"/forums/{at}/feedback/").status_code == 404  # did not take part


def test_outcomes_cost_the_same_queries_for_many_meetings(
    client, meeting, organiser, django_assert_max_num_queries
):
    at = meeting.timetable.forum
    for position in (2, 3, 4):
        published_meeting(at, producer(), buyer(), position)
    for each in meeting.timetable.meetings.all():
        said(each, "buyer", "none")
    client.force_login(organiser)
    with django_assert_max_num_queries(10):
        client.get(f"/forums/{at.pk}/outcomes/")
