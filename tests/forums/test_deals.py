"""The ledger of deals, and what became of meetings two weeks, three months and a year later."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from djmoney.money import Money

from forums.dealing import record
from forums.models import Deal, FollowUp, Forum
from forums.tasks import ask_what_became_of_meetings
from notices.models import Notice
from ovop.kernel.states import StateConflict
from tests.factories import begun, buyer, forum, producer, published_meeting, staff

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def meeting():
    at = forum()
    made = published_meeting(at, producer(), buyer())
    begun(at)
    made.refresh_from_db()
    return made


@pytest.fixture
def deal(meeting):
    record(meeting, meeting.timetable.forum.created_by, "staff", "deal", value=Money(400, "USD"))
    return Deal.objects.get()


def ended(meeting, days):
    """The forum of the meeting was so many days ago."""
    then = TODAY() - timedelta(days=days)
    Forum.objects.filter(pk=meeting.timetable.forum_id).update(state="finished", day=then, last_day=then)  # fmt: skip


def test_deal_goes_from_agreed_to_delivered_paid_and_ended(english, deal):
    english.force_login(deal.producer.organisation.members.get())
    for what, state in (("delivered", "delivered"), ("paid", "paid"), ("ended", "ended")):
        english.post(f"/deals/{deal.pk}/", {"what": what, "on": TODAY().isoformat()})
        deal.refresh_from_db()
        assert deal.state == state
    assert [entry.side for entry in deal.entries.all()] == ["producer"] * 3
    told = Notice.objects.filter(kind="deal_entry", recipient__in=deal.buyer.organisation.members.all())  # fmt: skip
    assert told.count() == 3


def test_part_that_is_paid_before_all_is_delivered_does_not_go_back(deal):
    user = deal.forum.created_by
    deal.enter("paid", user, on=TODAY(), value=Money(100, "USD"))
    deal.enter("delivered", user, on=TODAY())
    deal.refresh_from_db()
    assert deal.state == "paid"


def test_ledger_refuses_days_that_cannot_be_and_deals_that_are_over(deal):
    user = deal.forum.created_by
    for day in (TODAY() + timedelta(days=1), deal.agreed_on - timedelta(days=1)):
        with pytest.raises(ValidationError):
            deal.enter("paid", user, on=day)
    deal.enter("broken", user, on=TODAY())
    with pytest.raises(StateConflict):
        deal.enter("paid", user, on=TODAY())
    assert not Deal.objects.standing()


def test_deals_of_others_are_not_seen(client, deal):
    client.force_login(buyer("02").organisation.members.get())
    assert client.get(f"/deals/{deal.pk}/").status_code == 404
    client.force_login(staff("02"))
    assert client.get(f"/deals/{deal.pk}/").status_code == 404
    client.force_login(staff("17"))
    assert client.get(f"/deals/{deal.pk}/").status_code == 200
    assert client.get("/deals/").context["all"] == 1


def test_what_became_of_it_is_asked_of_both_sides_once_a_stage(meeting):
    record(meeting, meeting.timetable.forum.created_by, "staff", "sample")
    ended(meeting, 14)
    assert ask_what_became_of_meetings() == 2
    assert ask_what_became_of_meetings() == 0
    ended(meeting, 91)
    assert ask_what_became_of_meetings() == 2
    ended(meeting, 365)
    assert ask_what_became_of_meetings() == 2
    assert set(FollowUp.objects.values_list("stage", flat=True)) == {"2w", "3m", "12m"}
    assert Notice.objects.filter(kind="follow_up").count() == 6


@pytest.mark.parametrize("days", [13, 60, 90])
def test_it_is_not_asked_too_early_nor_much_too_late(meeting, days):
    record(meeting, meeting.timetable.forum.created_by, "staff", "sample")
    ended(meeting, days)
    assert ask_what_became_of_meetings() == 0


def test_nothing_is_asked_about_a_meeting_that_came_to_nothing(meeting):
    record(meeting, meeting.timetable.forum.created_by, "staff", "none")
    ended(meeting, 14)
    assert ask_what_became_of_meetings() == 0


def test_sale_that_is_told_later_becomes_a_deal_once(english, meeting):
    record(meeting, meeting.timetable.forum.created_by, "staff", "sample")
    ended(meeting, 14)
    ask_what_became_of_meetings()
    for party in (meeting.producer, meeting.buyer):
        english.force_login(party.organisation.members.get())
        page = english.get("/my/agenda/").content.decode()
        assert "What became of it?" in page
        mine = FollowUp.objects.to_answer(party.organisation.members.get()).get()
        english.post(mine.get_absolute_url(), {"status": "ordering", "value_0": "250", "value_1": "USD"})  # fmt: skip
    deal = Deal.objects.get()
    assert (deal.value_usd, deal.source) == (250, "follow_up")
    assert not FollowUp.objects.filter(answered_at=None)


def test_follow_up_asks_for_what_was_sold_and_forgets_it_where_nothing_was(english, meeting):
    record(meeting, meeting.timetable.forum.created_by, "staff", "sample")
    ended(meeting, 14)
    ask_what_became_of_meetings()
    mine = FollowUp.objects.get(side="buyer")
    english.force_login(meeting.buyer.organisation.members.get())
    page = english.post(mine.get_absolute_url(), {"status": "once"})
    assert "Write what was sold" in page.content.decode()
    english.post(mine.get_absolute_url(), {"status": "nothing", "value_0": "5", "value_1": "USD"})
    mine.refresh_from_db()
    assert (mine.status, mine.value) == ("nothing", None)
    assert not Deal.objects.exists()
    english.force_login(meeting.producer.organisation.members.get())
    assert english.get(mine.get_absolute_url()).status_code == 404


def test_sale_that_was_told_by_mistake_leaves_the_ledger_when_it_is_corrected(english, meeting):
    record(meeting, meeting.timetable.forum.created_by, "staff", "sample")
    ended(meeting, 14)
    ask_what_became_of_meetings()
    mine = FollowUp.objects.get(side="buyer")
    english.force_login(meeting.buyer.organisation.members.get())
    english.post(mine.get_absolute_url(), {"status": "once", "value_0": "900", "value_1": "USD"})
    assert Deal.objects.get().agreed_on == TODAY() - timedelta(days=14)
    english.post(mine.get_absolute_url(), {"status": "nothing"})
    assert not Deal.objects.exists()
