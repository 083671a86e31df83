"""Preparing a forum step by step: what it is, its times, the hall, who comes; and who helps."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forums.models import (
    Forum,
    Layout,
    Session,
    TableGroup,
    TimetableVersion,
)
from tests.factories import (
    agreed_request,
    approved,
    buyer,
    forum,
    producer,
    staff,
)
from tests.forums.steps import about, no_rows, rows, times

pytestmark = pytest.mark.django_db
DAY = date(2099, 2, 20)
MORNING = Session(time(8), time(9))


# --- days and times -----------------------------------------------------------------------------


def test_only_whole_slots_fit_into_a_session():
    slots = Layout((Session(time(8), time(9, 50)),), 20).slots(DAY, DAY)
    assert len(slots) == 5
    assert all(end - start == timedelta(minutes=20) for _n, start, end in slots)


@pytest.mark.parametrize(
    "sessions",
    [
        [Session(time(9), time(8))],
        [Session(time(8), time(10)), Session(time(9), time(11))],
        [Session(time(8), time(10), (time(9, 50), time(10, 10)))],
        [Session(time(8), time(10), (time(9, 30), time(9)))],
    ],
    ids=["backwards", "overlap", "break outside", "break backwards"],
)
def test_contradictory_sessions_are_refused(sessions):
    with pytest.raises(ValidationError):
        Layout(tuple(sessions), 20).slots(DAY, DAY)


def test_no_meeting_runs_into_the_coffee_break():
    layout = Layout((Session(time(8), time(10), (time(8, 50), time(9, 10))),), 20)
    starts = [timezone.localtime(start).time() for _n, start, _end in layout.slots(DAY, DAY)]
    assert starts == [time(8), time(8, 20), time(9, 10), time(9, 30)]


def test_time_to_change_tables_lies_between_two_meetings():
    slots = Layout((MORNING,), 20, changeover=5).slots(DAY, DAY)
    assert [timezone.localtime(start).time() for _n, start, _end in slots] == [time(8), time(8, 25)]


def test_every_day_has_its_sessions_and_days_are_numbered_on():
    slots = Layout((MORNING, Session(time(14), time(14, 20))), 20).slots(
        DAY, DAY + timedelta(days=1)
    )
    assert [session for session, _start, _end in slots] == [1, 1, 1, 2, 3, 3, 3, 4]


def test_times_of_a_longer_forum_name_the_day(english):
    at = forum()
    Forum.objects.filter(pk=at.pk).update(last_day=DAY + timedelta(days=1))
    at.refresh_from_db()
    at.lay_out(at.times)
    assert str(at.slots.last()) == "21/2 14:40"
    assert (
        "20 February 2099 – 21 February 2099" in english.get(f"/forums/{at.pk}/").content.decode()
    )


def test_slots_stay_once_there_is_a_timetable():
    at = forum()
    TimetableVersion.new_draft(at, None)
    with pytest.raises(ValidationError):
        at.lay_out(Layout((MORNING,), 20))
    assert at.slots.count() == 6


def test_who_is_away_stays_away_at_those_hours_when_the_slots_are_redrawn():
    at, made = forum(), producer()
    approved(at, made)
    at.registrations.update(away=[2])  # 8:20 to 8:40
    at.lay_out(Layout((MORNING,), 10))
    assert at.registrations.get().away == [3, 4]


# --- the steps ----------------------------------------------------------------------------------


def test_first_step_makes_a_draft_with_times_and_tables_one_can_keep(english):
    english.force_login(staff("17"))
    english.post("/forums/new/", about())
    at = Forum.objects.get()
    assert (at.state, at.slots.count(), at.tables.count()) == ("draft", 15, 10)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": "2001-02-20"}, "That day has passed"),
        ({"day": "9998-02-20"}, "too far away"),
        ({"last_day": "2099-02-19"}, "comes before the first"),
        ({"last_day": "2099-03-20"}, "seven days at most"),
        ({"province": "02"}, "Select a valid choice"),
        ({"name_km": ""}, "Khmer or in English"),
        (rows(hosts=[{"part": "partner", "name_km": "", "name_en": "", "position": "1"}]) | {"hosts-0-part": "x"}, "Select a valid choice"),
    ],
)  # fmt: skip
def test_impossible_forums_are_told_and_not_made(english, changes, sentence):
    english.force_login(staff("17"))
    page = english.post("/forums/new/", about(**changes))
    assert sentence in page.content.decode()
    assert not Forum.objects.exists()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"morning_end": "08:00"}, "ends before it begins"),
        ({"morning_end": "08:40"}, "no time for a single meeting"),
        ({"afternoon_start": "11:00", "afternoon_end": "12:00"}, "Two sessions overlap"),
        ({"morning_end": ""}, "A session needs a beginning and an end"),
        ({"morning_pause_start": "09:00"}, "A break needs a beginning and an end"),
        ({"morning_pause_start": "07:00", "morning_pause_end": "07:20"}, "outside its session"),
        ({"slot_minutes": "5", "morning_start": "00:00", "morning_end": "23:59"}, "more than 200 slots"),
        ({"slot_minutes": "0"}, "greater than or equal to 5"),
    ],
)  # fmt: skip
def test_impossible_times_are_told_and_the_old_ones_kept(english, changes, sentence):
    at = forum()
    english.force_login(at.created_by)
    page = english.post(f"/forums/{at.pk}/edit/times/", times(**changes))
    assert sentence in page.content.decode()
    assert at.slots.count() == 6


def test_steps_lead_on_to_the_review_and_open_the_registration(english):
    at = forum()
    Forum.objects.update(state="draft")
    english.force_login(at.created_by)
    step = f"/forums/{at.pk}/edit"
    sent = {
        "times": times(), "hall": {"table_count": "4"} | no_rows("groups"),
        "people": {"booking": "timetabled"} | no_rows("quotas", "questions"),
    }  # fmt: skip
    ways = [english.post(f"{step}/{name}/", data).url for name, data in sent.items()]
    assert ways == [f"{step}/hall/", f"{step}/people/", f"{step}/review/"]
    review = english.get(f"{step}/review/").content.decode()
    assert "4 tables at 9 times: 36 meetings at most" in review
    assert "open_registration" in review


def test_hosts_and_partners_stand_on_the_page(english):
    english.force_login(staff("17"))
    hosts = [
        {"name_en": "Provincial administration", "part": "host"},
        {"name_en": "Lake Fund", "part": "partner"},
    ]
    english.post("/forums/new/", about() | rows(hosts=hosts))
    page = english.get(f"/forums/{Forum.objects.get().pk}/").content.decode()
    assert page.index("Held by") < page.index("Provincial administration")
    assert page.index("With the support of") < page.index("Lake Fund")


def test_day_cannot_move_once_there_is_a_timetable(english):
    at = forum()
    TimetableVersion.new_draft(at, None)
    english.force_login(at.created_by)
    page = english.post(f"/forums/{at.pk}/edit/", about(day="2099-02-21")).content.decode()
    assert "can no longer be redrawn" in page
    assert Forum.objects.get().day == DAY


def test_forum_that_is_over_can_no_longer_be_changed(english):
    at = forum()
    Forum.objects.update(state="finished")
    english.force_login(at.created_by)
    assert english.get(f"/forums/{at.pk}/edit/").url == f"/forums/{at.pk}/"


def test_copy_takes_hosts_questions_and_special_tables_but_no_people():
    at = forum()
    at.hosts.create(name_en="Administration")
    at.questions.create(name_en="How many samples?")
    at.furnish(3, [TableGroup(2, 3, "Food", interpreter=True)])
    approved(at, producer())
    copied = at.copy_to("02", date(2099, 5, 1), at.created_by)
    assert (copied.hosts.count(), copied.questions.count(), copied.registrations.count()) == (
        1,
        1,
        0,
    )
    assert list(copied.tables.values_list("zone", "interpreter")) == [
        ("", False), ("Food", True), ("Food", True),
    ]  # fmt: skip
    assert copied.slots.count() == 6


# --- the hall -----------------------------------------------------------------------------------


def hall_page(english, at, count, *groups):
    english.force_login(at.created_by)
    return english.post(
        f"/forums/{at.pk}/edit/hall/", {"table_count": str(count)} | rows(groups=list(groups))
    )


def test_tables_get_their_zones(english):
    at = forum()
    hall_page(english, at, 3, {"first": "2", "last": "3", "zone": "Food", "accessible": "on"})
    assert list(at.tables.values_list("number", "zone", "accessible")) == [
        (1, "", False), (2, "Food", True), (3, "Food", True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("groups", "sentence"),
    [
        ([{"first": "1", "last": "9"}], "The hall has only 3 tables"),
        ([{"first": "2", "last": "1"}], "comes before the first"),
        ([{"first": "1", "last": "2"}, {"first": "2", "last": "3"}], "Table 2 stands in two rows"),
    ],
)
def test_impossible_halls_are_told(english, groups, sentence):
    at = forum()
    assert sentence in hall_page(english, at, 3, *groups).content.decode()
    assert at.tables.count() == 2


def test_hall_without_a_table_is_refused(english):
    assert "greater than or equal to 1" in hall_page(english, forum(), 0).content.decode()


def test_table_with_meetings_cannot_go(english):
    at, made, hotel = forum(), producer(), buyer()
    request = agreed_request(at, made, hotel)
    version = TimetableVersion.new_draft(at, None)
    version.meetings.create(
        request=request, slot=at.slots.first(), table=at.tables.last(), producer=made, buyer=hotel
    )
    page = hall_page(english, at, 1).content.decode()
    assert "Meetings stand at the tables that would go" in page
    assert at.tables.count() == 2


# --- when to register ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("window", "sentence"),
    [
        ({"registration_from": date(2098, 1, 1)}, "Registration opens on 1 January 2098"),
        ({"registration_until": date(2020, 1, 1)}, "Registration ended on 1 January 2020"),
    ],
)
def test_outside_its_window_nobody_registers(english, window, sentence):
    at, maker = forum(**window), producer()
    english.force_login(maker.organisation.members.get())
    assert sentence in english.get(f"/forums/{at.pk}/").content.decode()
    english.post(f"/forums/{at.pk}/register/", {"delegates": "1"})
    assert not at.registrations.exists()


def test_organisers_questions_are_asked_of_their_side_and_read_with_the_registration(english):
    at, maker = forum(), producer()
    asked = at.questions.create(
        name_en="Do you bring samples?", kind="yes_no", side="producer", required=True
    )
    at.questions.create(name_en="Your budget?", side="buyer")
    english.force_login(maker.organisation.members.get())
    page = english.get(f"/forums/{at.pk}/").content.decode()
    assert "Do you bring samples?" in page
    assert "Your budget?" not in page
    english.post(f"/forums/{at.pk}/register/", {"delegates": "1"})
    assert not at.registrations.exists(), "a required question must be answered"
    english.post(f"/forums/{at.pk}/register/", {"delegates": "1", f"question-{asked.pk}": "yes"})
    english.force_login(at.created_by)
    page = english.get(f"/forums/{at.pk}/registrations/").content.decode()
    assert "<dt>Do you bring samples?</dt><dd>Yes</dd>" in page


def test_more_meetings_at_once_than_people_are_refused(english):
    at, maker = forum(), producer()
    english.force_login(maker.organisation.members.get())
    page = english.post(f"/forums/{at.pk}/register/", {"delegates": "1", "seats": "2"})
    assert "fewer people come than meetings at once" in page.content.decode()


def test_who_is_away_stays_away_when_the_forum_moves_to_another_day(english):
    at, made = forum(), producer()
    approved(at, made)
    at.registrations.update(away=[2, 3])
    english.force_login(at.created_by)
    english.post(f"/forums/{at.pk}/edit/", about(day="2099-02-25"))
    assert at.registrations.get().away == [2, 3]
    assert timezone.localtime(at.slots.first().starts_at).date() == date(2099, 2, 25)


@pytest.mark.parametrize("who", ["visitor", "producer", "staff"])
def test_page_of_a_forum_costs_the_same_for_few_and_for_many(
    client, django_assert_max_num_queries, who
):
    at, maker = forum(), producer()
    approved(at, maker, *(buyer() for _ in range(5)))
    if who != "visitor":
        client.force_login(maker.organisation.members.get() if who == "producer" else at.created_by)
    with django_assert_max_num_queries(18):
        client.get(f"/forums/{at.pk}/")


def test_sessions_come_back_in_the_boxes_they_were_typed_in(english):
    at = forum()
    early = Layout((Session(time(7), time(9)), Session(time(11, 30), time(14))), 20)
    at.lay_out(early)
    english.force_login(at.created_by)
    page = english.get(f"/forums/{at.pk}/edit/times/")
    initial = page.context["form"].initial
    assert (initial["morning_start"], initial["afternoon_start"]) == (time(7), time(11, 30))
