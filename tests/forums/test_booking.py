"""Forums whose people book themselves: whoever accepts takes a slot that is free for both, and keeps it."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from forums.booking import SlotTaken, accept_and_book, free_slots
from forums.models import Forum, Meeting, MeetingRequest, Registration, TimetableVersion
from forums.pairing import answer_request, cancel_registration, withdraw_request
from notices.models import Notice
from ovop.kernel.states import StateConflict
from tests.factories import approved, buyer, forum, producer
from tests.forums.steps import no_rows
from tests.racing import race

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


class Hall:
    """A forum with one table at which a hotel has been asked by so many makers."""

    def __init__(self, makers: int = 2, tables: int = 1):
        self.forum = forum(booking="booked", tables=tables)
        self.hotel = buyer()
        self.makers = [producer() for _ in range(makers)]
        approved(self.forum, self.hotel, *self.makers)
        self.requests = [
            MeetingRequest.objects.create(
                forum=self.forum, producer=maker, buyer=self.hotel, asked_by_side="producer",
                asked_by=maker.organisation.members.get(),
            )
            for maker in self.makers
        ]  # fmt: skip
        self.slots = list(self.forum.slots.all())

    def free(self, number: int) -> list[int]:
        row = self.requests[number]
        return [slot.position for slot in free_slots(self.forum, [row])[row.pk]]


def test_chosen_slot_is_booked_at_once_and_gone_for_others():
    hall = Hall()
    answer_request(hall.requests[0], True, slot=hall.slots[2])
    meeting = Meeting.objects.get()
    assert (meeting.slot, meeting.locked, meeting.timetable.state) == (
        hall.slots[2],
        True,
        "published",
    )
    assert hall.free(1) == [1, 2, 4, 5, 6]


def test_slots_in_which_somebody_is_away_are_not_offered():
    hall = Hall()
    Registration.objects.filter(organisation=hall.hotel.organisation).update(away=[1, 2])
    assert hall.free(0) == [3, 4, 5, 6]


def test_full_hall_offers_nothing_and_one_can_still_agree():
    hall = Hall()
    hall.forum.tables.update(lost_from=1)
    assert hall.free(0) == []
    answer_request(hall.requests[0], True)
    assert hall.requests[0].state == "accepted"
    assert not Meeting.objects.exists()


def test_answer_by_link_takes_the_first_free_slot():
    hall = Hall()
    answer_request(hall.requests[0], True, slot=hall.slots[0])
    answer_request(hall.requests[1], True)
    assert hall.requests[1].meetings.get().slot == hall.slots[1]


def test_producer_keeps_the_table_where_it_is_free():
    hall = Hall(makers=1, tables=3)
    answer_request(hall.requests[0], True, slot=hall.slots[0])
    other = buyer()
    approved(hall.forum, other)
    second = MeetingRequest.objects.create(
        forum=hall.forum, producer=hall.makers[0], buyer=other, asked_by_side="producer",
        asked_by=hall.makers[0].organisation.members.get(),
    )  # fmt: skip
    answer_request(second, True, slot=hall.slots[1])
    assert len(set(Meeting.objects.values_list("table", flat=True))) == 1


def test_cancelled_booking_frees_the_slot():
    hall = Hall()
    answer_request(hall.requests[0], True, slot=hall.slots[2])
    withdraw_request(hall.requests[0], "producer")
    assert hall.free(1) == [1, 2, 3, 4, 5, 6]


def test_page_offers_the_slots_and_says_when_one_was_too_late(english):
    hall = Hall()
    english.force_login(hall.hotel.organisation.members.get())
    assert english.get("/requests/").content.decode().count("<option") >= 12
    answer_request(hall.requests[0], True, slot=hall.slots[2])
    answer = english.post(
        f"/requests/{hall.requests[1].pk}/answer/", {"answer": "accept", "slot": hall.slots[2].pk}
    )
    assert answer.status_code == 409
    assert "has just been taken" in answer.content.decode()
    hall.requests[1].refresh_from_db()
    assert hall.requests[1].state == "asked"


def test_way_of_booking_cannot_change_once_something_is_published(english):
    hall = Hall()
    answer_request(hall.requests[0], True, slot=hall.slots[2])
    english.force_login(hall.forum.created_by)
    page = english.post(
        f"/forums/{hall.forum.pk}/edit/people/",
        {"booking": "timetabled"} | no_rows("quotas", "questions"),
    ).content.decode()  # fmt: skip
    assert "can no longer be changed" in page


def test_draft_made_before_a_booking_cannot_wipe_it_out():
    hall = Hall()
    answer_request(hall.requests[0], True, slot=hall.slots[2])
    draft = TimetableVersion.draft_like(hall.forum.timetables.get(), hall.forum.created_by)
    answer_request(hall.requests[1], True, slot=hall.slots[3])
    with pytest.raises(ValidationError, match="1 meeting was booked since"):
        draft.publish()
    again = TimetableVersion.draft_like(hall.forum.timetables.get(state="published"), None)
    again.publish()
    assert again.meetings.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_twelve_who_accept_for_one_slot_one_gets_it_and_eleven_are_told():
    hall = Hall(makers=12)
    queue = list(hall.requests)
    results = race(12, lambda row: accept_and_book(row, hall.slots[0]), before=queue.pop)
    assert sum(isinstance(each, Meeting) for each in results) == 1
    assert sum(isinstance(each, SlotTaken) for each in results) == 11
    assert MeetingRequest.objects.filter(state="accepted").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_twelve_believe_that_they_got_it(monkeypatch):
    """The control: only the database's constraint is left, and it answers with an error."""
    monkeypatch.setattr(
        "forums.booking.Bookings.free",
        lambda self, request: dict.fromkeys(self.ahead, self.tables),
    )
    monkeypatch.setattr("forums.booking._locked", lambda request, slot: (False, None))
    hall = Hall(makers=12)
    queue = list(hall.requests)
    results = race(12, lambda row: accept_and_book(row, hall.slots[0]), before=queue.pop)
    assert not any(isinstance(each, SlotTaken | StateConflict) for each in results)
    assert any(isinstance(each, Exception) for each in results)
    assert Meeting.objects.count() <= 1


def test_who_holds_its_most_can_be_booked_no_further():
    hall = Hall()
    hall.forum.registrations.filter(side="buyer").update(max_meetings=1)
    answer_request(hall.requests[0], True, slot=hall.slots[2])
    with pytest.raises(SlotTaken):
        answer_request(hall.requests[1], True, slot=hall.slots[3])


def test_session_that_is_full_for_one_offers_the_other_session():
    hall = Hall()
    Forum.objects.update(buyer_meetings_in_session=1)
    hall.forum.refresh_from_db()
    answer_request(hall.requests[0], True, slot=hall.slots[2])  # in the morning
    free = free_slots(hall.forum, [hall.requests[1]])[hall.requests[1].pk]
    assert {slot.session for slot in free} == {2}


def test_who_leaves_frees_the_others_time_and_they_are_told():
    hall = Hall()
    answer_request(hall.requests[0], True, slot=hall.slots[0])
    answer_request(hall.requests[1], True, slot=hall.slots[1])
    cancel_registration(hall.forum.registrations.get(organisation=hall.makers[0].organisation))
    assert Meeting.objects.get().request == hall.requests[1]
    told = Notice.objects.filter(kind="partner_away")
    assert [row.recipient for row in told] == [hall.hotel.organisation.members.get()]
    assert Notice.objects.filter(kind="registration_cancelled").count() == 1, "the staff"
    hall.requests[0].refresh_from_db()
    assert hall.requests[0].state == "withdrawn"


def test_day_of_a_forum_people_booked_themselves_can_begin_and_end():
    hall = Hall()
    assert not hall.forum.may_begin, "nobody meets anybody yet"
    with pytest.raises(StateConflict):
        hall.forum.start()
    answer_request(hall.requests[0], True, slot=hall.slots[0])
    assert hall.forum.may_begin
    hall.forum.start()
    hall.forum.finish()
    assert hall.forum.state == "finished"
