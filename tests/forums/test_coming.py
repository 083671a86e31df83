"""Coming to a forum: when one cannot, a full hall, the waiting list, promises, a forum copied, who asks nobody."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from forums.models import Forum, MeetingRequest, Registration
from forums.pairing import cancel_registration, decide_registration
from forums.tasks import remind_to_ask
from notices.models import Notice
from tests.factories import (
    UserFactory,
    agreed_request,
    approved,
    buyer,
    forum,
    producer,
    product,
    staff,
)

pytestmark = pytest.mark.django_db


def register(at, party, side="producer"):
    return Registration.objects.create(
        forum=at, organisation=party.organisation, side=side, registered_by=at.created_by
    )


def kinds_told(party):
    return list(
        Notice.objects.filter(recipient__in=party.organisation.members.all()).values_list("kind", flat=True)
    )  # fmt: skip


@pytest.fixture
def full():
    """A forum with one place for producers; two came for it."""
    at = forum(most_producers=1)
    return at, [producer(), producer()]


def test_whoever_is_approved_in_a_full_hall_waits_and_is_told(full):
    at, (first, second) = full
    for party in (first, second):
        decide_registration(register(at, party), at.created_by, "approve")
    assert at.registrations.get(organisation=second.organisation).state == "waitlisted"
    assert kinds_told(second) == ["registration_waitlisted"]


@pytest.mark.parametrize("free", ["cancel", "decline"])
def test_place_that_becomes_free_goes_to_the_first_who_waits(full, free):
    at, (first, second) = full
    rows = [register(at, party) for party in (first, second)]
    for row in rows:
        decide_registration(row, at.created_by, "approve")
    if free == "cancel":
        cancel_registration(rows[0])
    else:
        decide_registration(rows[0], at.created_by, "decline")
    rows[1].refresh_from_db()
    assert rows[1].state == "approved"
    assert "registration_approved" in kinds_told(second)


def test_the_other_side_has_places_of_its_own(full):
    at, (first, _second) = full
    decide_registration(register(at, first), at.created_by, "approve")
    hotel = register(at, buyer(), "buyer")
    decide_registration(hotel, at.created_by, "approve")
    assert hotel.state == "approved"


def test_times_one_cannot_meet_are_kept_and_all_of_them_is_refused(english):
    at, made = forum(), producer()
    english.force_login(made.organisation.members.get())
    page = english.post(
        f"/forums/{at.pk}/register/", {"delegates": "1", "away": ["1", "2", "3", "4", "5", "6"]}
    )
    assert "Leave at least one time free" in page.content.decode()
    english.post(f"/forums/{at.pk}/register/", {"delegates": "1", "away": ["1", "3"]})
    assert Registration.objects.get().away == [1, 3]


def test_organisers_promise_meetings_but_not_more_than_at_most(english):
    at, made = forum(), producer()
    row = register(at, made)
    english.force_login(at.created_by)
    page = english.post(
        f"/forums/{at.pk}/registrations/{row.pk}/",
        {"delegates": "1", "max_meetings": "2", "min_meetings": "3"},
    )
    assert "More are promised" in page.content.decode()
    english.post(
        f"/forums/{at.pk}/registrations/{row.pk}/",
        {"delegates": "1", "max_meetings": "4", "min_meetings": "3"},
    )
    row.refresh_from_db()
    assert row.min_meetings == 3


def test_copied_forum_has_the_hall_and_the_hours_but_nobody(english):
    at = forum()
    approved(at, producer())
    colleague = staff("02")
    english.force_login(colleague)
    english.post(f"/forums/{at.pk}/copy/")
    made = Forum.objects.exclude(pk=at.pk).get()
    assert (made.province_id, made.state, made.registrations.count()) == ("02", "draft", 0)
    assert made.tables.count() == at.tables.count()
    hours = [
        [timezone.localtime(slot.starts_at).time() for slot in each.slots.all()]
        for each in (at, made)
    ]
    assert hours[0] == hours[1]
    assert timezone.localtime(made.slots.first().starts_at).date() == made.day


def test_whoever_has_asked_nobody_is_reminded_every_second_day_and_no_one_else():
    at, idle, busy, hotel = forum(), producer(), producer(), buyer()
    approved(at, idle, busy, hotel)
    agreed_request(at, busy, hotel)
    for _ in range(2):
        remind_to_ask()
    assert kinds_told(idle) == ["ask_somebody"]
    assert "ask_somebody" not in kinds_told(busy) + kinds_told(hotel)


def test_nobody_is_reminded_of_a_forum_that_was():
    at, idle = forum(), producer()
    approved(at, idle)
    Forum.objects.update(day=timezone.localdate() - timedelta(days=1))
    assert remind_to_ask() == 0


def test_copying_needs_an_organiser(english):
    at = forum()
    english.force_login(UserFactory())
    assert english.post(f"/forums/{at.pk}/copy/").status_code == 403
    assert Forum.objects.count() == 1
    assert at.day == date(2099, 2, 20)


def test_most_wanted_meeting_weighs_more(english):
    hotel, item = buyer(), product()
    english.force_login(hotel.organisation.members.get())
    english.post(f"/requests/ask/?product={item.pk}", {"message": "x", "priority": "1"})
    wanted = MeetingRequest.objects.get()
    assert (wanted.priority, wanted.weight) == (1, 4)


def test_whoever_comes_sees_how_many_meetings_they_can_hold(english):
    at, made, hotel = forum(), producer(), buyer()
    approved(at, made, hotel)
    agreed_request(at, made, hotel)
    at.registrations.filter(organisation=made.organisation).update(max_meetings=4)
    english.force_login(made.organisation.members.get())
    assert "1 agreed; you can hold 4 meetings" in english.get(f"/forums/{at.pk}/").content.decode()
    english.force_login(hotel.organisation.members.get())
    assert (
        "1 agreed; you can hold 6 meetings at most"
        in english.get(f"/forums/{at.pk}/").content.decode()
    )
