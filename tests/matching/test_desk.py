"""The timetable desk: changes by hand, clashes named, two at once, publishing with only one's own changes."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from accounts.models import Membership
from forums.arranging import arrange
from forums.desk import MovedMeanwhile, place_code, put, set_locked, take_back
from forums.differences import differences
from forums.lateness import run_late
from forums.models import MeetingRequest, PairRule, Registration, TimetableVersion
from forums.pairing import ask_to_meet
from matching.day import plan_again
from matching.models import ScheduleRun
from matching.publishing import publish_timetable
from matching.timetabling import placeable_requests
from matching.views.desk_page import DeskPage
from notices.models import Notice
from tests.factories import approved, producer, staff
from tests.matching.halls import Hall

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def hall():
    return Hall()


@pytest.fixture
def draft(hall):
    """An empty draft."""
    return TimetableVersion.new_draft(hall.forum, hall.organiser)


def test_meeting_goes_where_it_is_put_and_back_when_undone(hall, draft):
    put(draft, hall.requests[0], hall.place(0, 0), hall.organiser)
    put(draft, hall.requests[0], hall.place(2, 1), hall.organiser)
    take_back(draft, hall.organiser)
    assert (hall.meeting(draft, 0).slot, hall.meeting(draft, 0).table) == hall.place(0, 0)
    take_back(draft, hall.organiser)
    assert not draft.meetings.exists()
    assert take_back(draft, hall.organiser) is None


@pytest.mark.parametrize(
    ("other", "to", "named"),
    [(2, (0, 0), "Table 1 is taken"), (1, (0, 1), "Maker 0 meets"), (2, (0, 1), "Hotel 0 meets")],
    ids=["table", "producer", "buyer"],
)
def test_clash_is_refused_and_named(hall, draft, other, to, named):
    """Request 0 is of maker 0 and hotel 0, request 1 of maker 0 and hotel 1, request 2 of maker 1 and hotel 0."""
    put(draft, hall.requests[0], hall.place(0, 0), hall.organiser)
    with pytest.raises(ValidationError, match=named):
        put(draft, hall.requests[other], hall.place(*to), hall.organiser)
    assert draft.meetings.count() == 1


def test_nobody_is_put_into_a_slot_in_which_they_are_away(hall, draft):
    Registration.objects.filter(organisation=hall.makers[0].organisation).update(away=[1])
    with pytest.raises(ValidationError, match="Maker 0 is not there"):
        put(draft, hall.requests[0], hall.place(0, 0), hall.organiser)


def test_locked_meeting_stays_by_hand_and_when_worked_out_again(hall, draft):
    put(draft, hall.requests[0], hall.place(5, 2), hall.organiser)
    set_locked(draft, hall.requests[0], True)
    with pytest.raises(ValidationError, match="locked"):
        put(draft, hall.requests[0], hall.place(0, 0), hall.organiser)
    again = hall.solve()
    assert (hall.meeting(again, 0).slot, hall.meeting(again, 0).table) == hall.place(5, 2)
    assert again.meetings.count() == 6


def test_later_one_of_two_is_told_and_nothing_is_lost(hall, draft):
    put(draft, hall.requests[0], hall.place(0, 0), hall.organiser)
    seen = place_code(hall.place(0, 0))
    colleague = staff()
    put(draft, hall.requests[0], hall.place(1, 1), colleague, seen=seen)
    with pytest.raises(MovedMeanwhile, match=str(colleague)):
        put(draft, hall.requests[0], hall.place(2, 2), hall.organiser, seen=seen)
    assert (hall.meeting(draft, 0).slot, hall.meeting(draft, 0).table) == hall.place(1, 1)


def test_page_tells_the_later_one_and_keeps_what_they_chose(hall, draft, english):
    put(draft, hall.requests[0], hall.place(0, 0), hall.organiser)
    put(draft, hall.requests[0], hall.place(1, 1), staff())
    english.force_login(hall.organiser)
    answer = english.post(
        f"/forums/{hall.forum.pk}/timetable/{draft.number}/move/",
        {"request": hall.requests[0].pk, "seen": place_code(hall.place(0, 0)), "slot": hall.slots[3].pk,
         "table": hall.tables[2].pk},
    )  # fmt: skip
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "changed this meeting at" in page
    assert f'<option value="{hall.slots[3].pk}" selected>' in page


def test_move_on_the_page_says_what_became_of_the_score(hall, english):
    version = hall.solve()
    english.force_login(hall.organiser)
    meeting = hall.meeting(version, 0)
    page = english.post(
        f"/forums/{hall.forum.pk}/timetable/{version.number}/move/",
        {
            "request": hall.requests[0].pk,
            "seen": f"{meeting.slot_id}-{meeting.table_id}",
            "to": "off",
        },
        follow=True,
    ).content.decode()
    assert "(-2)" in page  # a request of middle priority weighs 2
    assert "Find a place" in page


def test_first_publication_tells_everybody_and_the_next_only_whom_it_concerns(hall):
    first = hall.solve()
    publish_timetable(first)
    assert Notice.objects.filter(kind="timetable_published", channel="in_app").count() == 5
    second = TimetableVersion.draft_like(first, hall.organiser)
    put(second, hall.requests[0], None, hall.organiser)
    publish_timetable(second)
    told = Notice.objects.filter(kind="timetable_changed", channel="in_app")
    assert {n.recipient for n in told} == {
        hall.makers[0].organisation.members.get(), hall.hotels[0].organisation.members.get(),
    }  # fmt: skip
    mine = told.get(recipient=hall.makers[0].organisation.members.get()).context["changes"][1]
    assert "Hotel 0: called off" in mine
    assert "Maker" not in mine


def test_who_acts_for_two_sides_is_told_the_change_of_each(hall):
    both = hall.makers[0].organisation.members.get()
    Membership.objects.create(user=both, organisation=hall.hotels[0].organisation)
    first = hall.solve()
    publish_timetable(first)
    second = TimetableVersion.draft_like(first, hall.organiser)
    put(second, hall.requests[0], None, hall.organiser)
    publish_timetable(second)
    told = Notice.objects.filter(kind="timetable_changed", channel="in_app", recipient=both)
    assert len({str(notice.context["changes"]) for notice in told}) == 2


def test_publishing_the_same_timetable_again_tells_nobody(hall):
    first = hall.solve()
    publish_timetable(first)
    Notice.objects.all().delete()
    assert publish_timetable(TimetableVersion.draft_like(first, hall.organiser)) == 0
    assert not Notice.objects.exists()


def test_rolling_back_brings_the_earlier_timetable_back(hall):
    first = hall.solve()
    publish_timetable(first)
    second = TimetableVersion.draft_like(first, hall.organiser)
    put(second, hall.requests[0], None, hall.organiser)
    publish_timetable(second)
    third = TimetableVersion.draft_like(first, hall.organiser)
    publish_timetable(third)
    assert differences(first, third) == []
    first.refresh_from_db()
    assert first.state == "superseded"


def test_no_show_and_lost_table_are_planned_around_and_the_others_stay(hall):
    version = hall.solve()
    publish_timetable(version)
    Registration.objects.filter(organisation=hall.makers[0].organisation).update(
        away=[1, 2, 3, 4, 5, 6]
    )
    hall.tables[0].lost_from = 1
    hall.tables[0].save()
    again, found = plan_again(hall.forum, hall.organiser)
    assert set(found.lost) == {hall.requests[0].pk, hall.requests[1].pk}
    assert not found.moved
    assert not again.meetings.filter(table=hall.tables[0]).exists()
    before = dict(version.meetings.values_list("request", "slot"))
    assert all(before[r] == slot for r, slot in again.meetings.values_list("request", "slot"))


def test_late_session_shifts_its_times_and_closes_what_runs_into_the_next(hall):
    afternoon = [slot for slot in hall.slots if slot.session == 2]
    morning = [slot for slot in hall.slots if slot.session == 1]
    minutes = int((afternoon[0].starts_at - morning[-1].ends_at).total_seconds() // 60) + 10
    assert run_late(hall.forum, 1, minutes) == 1
    fresh = list(hall.forum.slots.all())
    assert (fresh[0].starts_at - morning[0].starts_at).total_seconds() == minutes * 60
    assert [slot.position for slot in fresh if slot.closed] == [morning[-1].position]
    assert [slot.starts_at for slot in fresh[-len(afternoon) :]] == [s.starts_at for s in afternoon]


def test_locked_meeting_of_somebody_away_is_named_before_solving(hall, draft):
    put(draft, hall.requests[0], hall.place(0, 0), hall.organiser)
    set_locked(draft, hall.requests[0], True)
    Registration.objects.filter(organisation=hall.makers[0].organisation).update(away=[1])
    with pytest.raises(Exception, match="fixed_where_it_cannot_be"):
        hall.solve()


# --- pairs that the organisers arrange ---------------------------------------------------------


def test_two_who_must_not_meet_are_not_placed_by_hand_or_by_the_solver_nor_may_they_ask(
    hall, draft
):
    maker, hotel = hall.makers[0], hall.hotels[0]
    PairRule.objects.create(
        forum=hall.forum, producer=maker, buyer=hotel, kind="must_not", set_by=hall.organiser
    )
    with pytest.raises(ValidationError, match="must not meet"):
        put(draft, hall.requests[0], hall.place(0, 0), hall.organiser)
    version = hall.solve()
    assert not version.meetings.filter(request=hall.requests[0]).exists()
    assert {"request": hall.requests[0].pk, "reason": "vetoed"} in version.unplaced
    hall.requests[0].withdraw()
    with pytest.raises(ValidationError, match="do not meet at this forum"):
        ask_to_meet(maker.organisation.members.get(), "producer", maker, hotel)


def test_pair_that_must_meet_gets_the_only_place(hall):
    hall.forum.slots.exclude(position=1).delete()
    hall.forum.tables.exclude(number=1).delete()
    hall.requests[1].priority = 1
    hall.requests[1].save()
    arrange(hall.forum, hall.organiser, hall.makers[2], hall.hotels[1], "must")
    assert hall.solve().meetings.get().request == hall.requests[5]


def test_organisers_bring_two_together_who_never_asked_and_both_are_told(hall):
    newcomer = producer(name_en="Newcomer")
    approved(hall.forum, newcomer)
    arrange(hall.forum, hall.organiser, newcomer, hall.hotels[0], "wish")
    request = MeetingRequest.objects.get(producer=newcomer)
    assert (request.state, request.forum) == ("accepted", hall.forum)
    assert Notice.objects.filter(kind="pair_arranged").count() == 2
    assert request in placeable_requests(hall.forum)


def test_weight_that_organisers_add_decides_who_gets_the_only_place(hall, english):
    hall.forum.slots.exclude(position=1).delete()
    hall.forum.tables.exclude(number=1).delete()
    english.force_login(hall.organiser)
    data = {"request": hall.requests[4].pk, "bonus": "8"}
    english.post(f"/forums/{hall.forum.pk}/weigh/", data)
    assert hall.solve().meetings.get().request == hall.requests[4]
    page = english.post(f"/forums/{hall.forum.pk}/weigh/", data | {"bonus": "7"}, follow=True)
    assert "Choose how much is added" in page.content.decode()
    hall.requests[4].refresh_from_db()
    assert hall.requests[4].bonus == 8


# --- several meetings at once ----------------------------------------------------------------------


def two_delegates(hall, *parties):
    keys = [party.organisation_id for party in parties]
    hall.forum.registrations.filter(organisation__in=keys).update(seats=2)


def test_two_delegates_meet_two_people_at_once(hall):
    two_delegates(hall, hall.hotels[0])
    hall.forum.slots.exclude(position=1).delete()
    version = hall.solve()
    rows = version.meetings.filter(buyer=hall.hotels[0])
    assert sorted(rows.values_list("buyer_seat", flat=True)) == [0, 1]
    assert version.meetings.count() == 3


def test_third_meeting_at_one_time_is_refused_by_hand_where_two_can_be_held(hall, draft):
    two_delegates(hall, hall.hotels[0])
    first, second, third = (hall.requests[n] for n in (0, 2, 4))  # three makers, one hotel
    put(draft, first, hall.place(0, 0), hall.organiser)
    put(draft, second, hall.place(0, 1), hall.organiser)
    with pytest.raises(ValidationError, match="Hotel 0 meets"):
        put(draft, third, hall.place(0, 2), hall.organiser)


def test_seat_given_up_is_taken_by_the_next(hall, draft):
    two_delegates(hall, hall.hotels[0])
    put(draft, hall.requests[0], hall.place(0, 0), hall.organiser)
    put(draft, hall.requests[2], hall.place(0, 1), hall.organiser)
    put(draft, hall.requests[0], hall.place(1, 0), hall.organiser)
    put(draft, hall.requests[4], hall.place(0, 0), hall.organiser)
    assert hall.meeting(draft, 4).buyer_seat == 0


# --- said before solving ---------------------------------------------------------------------------


def test_more_requests_than_places_are_told_before_solving(hall, english):
    hall.forum.slots.exclude(position=1).delete()
    hall.forum.tables.exclude(number=1).delete()
    english.force_login(hall.organiser)
    page = english.get(f"/forums/{hall.forum.pk}/timetable/").content.decode()
    assert "6 requests are agreed, but the hall has places for only 1 meetings" in page


def test_who_is_never_there_is_named_before_solving(hall, english):
    hall.forum.registrations.filter(organisation=hall.makers[1].organisation).update(
        away=[1, 2, 3, 4, 5, 6]
    )
    english.force_login(hall.organiser)
    page = english.get(f"/forums/{hall.forum.pk}/timetable/").content.decode()
    assert "Maker 1 is not there at any time that is left" in page


def test_run_that_ends_while_the_page_is_made_is_looked_at_again(hall, english, monkeypatch):
    """The draft arrives after the versions were read: the page must not say that there is none, and stop looking."""
    run = ScheduleRun.objects.create(forum=hall.forum, started_by=hall.organiser)
    real = DeskPage.versions.func

    def ends_now(page):
        found = real(page)
        if not found:
            hall.solve()
            ScheduleRun.objects.filter(pk=run.pk).update(state="done")
        return found

    monkeypatch.setattr(DeskPage, "versions", property(ends_now))
    english.force_login(hall.organiser)
    assert "hx-get" in english.get(f"/forums/{hall.forum.pk}/timetable/").content.decode()


def test_late_morning_that_runs_into_the_afternoon_closes_its_last_times(hall):
    """Also where the afternoon begins the minute the morning ends."""
    rows = list(hall.forum.slots.order_by("position"))
    later = rows[len(rows) // 2 :]
    hall.forum.slots.filter(pk__in=[row.pk for row in later]).update(session=2)
    length = rows[0].ends_at - rows[0].starts_at
    for number, row in enumerate(rows):  # no pause anywhere
        row.starts_at = rows[0].starts_at + number * length
        row.ends_at = row.starts_at + length
        row.save()
    minutes = int(length.total_seconds() // 60)
    assert run_late(hall.forum, 1, minutes) == 1
    assert run_late(hall.forum, 1, minutes) == 2
    assert not hall.forum.slots.filter(session=2, closed=True).exists()
