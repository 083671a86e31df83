"""Calling off: who may, who is told, and what it does to a draft timetable."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from forums.models import Meeting, MeetingRequest, Registration, TimetableVersion
from forums.pairing import answer_request, ask_to_meet, decide_registration
from matching.publishing import publish_timetable
from notices.models import Notice
from ovop.kernel.states import StateConflict
from tests.factories import agreed_request, approved, buyer, forum, producer, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    at, maker, wanting = forum(), producer(), buyer()
    approved(at, maker, wanting)
    version = TimetableVersion.new_draft(at, None)
    Meeting.objects.create(
        timetable=version, request=agreed_request(at, maker, wanting), slot=at.slots.first(),
        table=at.tables.first(), producer=maker, buyer=wanting,
    )  # fmt: skip
    return version


def person_of(party):
    return party.organisation.members.get()


def test_draft_with_a_meeting_called_off_since_is_not_published(draft):
    draft.meetings.get().request.withdraw()
    with pytest.raises(ValidationError, match="លុបចោល"):
        publish_timetable(draft)
    draft.refresh_from_db()
    assert draft.state == "draft"
    assert not Notice.objects.filter(kind="timetable_published").exists()


def test_draft_with_a_side_that_lost_its_place_is_not_published(draft):
    Registration.objects.filter(side="buyer").get().decline(staff())
    with pytest.raises(ValidationError):
        publish_timetable(draft)


def test_empty_draft_is_not_published():
    with pytest.raises(ValidationError, match="មិនទាន់មានការជួប"):
        TimetableVersion.new_draft(forum(), None).publish()


def test_asked_side_cannot_take_back_what_the_other_asked(client):
    maker, wanting = producer(), buyer()
    request = ask_to_meet(person_of(wanting), "buyer", maker, wanting)
    client.force_login(person_of(maker))
    client.post(f"/requests/{request.pk}/withdraw/")
    request.refresh_from_db()
    assert request.state == "asked"


def test_other_side_is_told_when_an_agreed_meeting_is_taken_back(client):
    maker, wanting = producer(), buyer()
    request = ask_to_meet(person_of(wanting), "buyer", maker, wanting)
    answer_request(request, accept=True)
    client.force_login(person_of(maker))
    client.post(f"/requests/{request.pk}/withdraw/")
    assert Notice.objects.filter(recipient=person_of(wanting), kind="request_withdrawn").exists()


def test_request_past_its_time_cannot_be_accepted_before_the_sweeper_comes():
    request = ask_to_meet(person_of(second := buyer()), "buyer", producer(), second)
    MeetingRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    request.refresh_from_db()
    with pytest.raises(StateConflict):
        answer_request(request, accept=True)


def test_history_of_a_finished_forum_cannot_be_changed(client, draft):
    at = draft.forum
    publish_timetable(draft)
    at.refresh_from_db()
    at.start()
    at.finish()
    mine = Registration.objects.get(side="producer")
    client.force_login(mine.organisation.members.get())
    client.post(f"/forums/{at.pk}/cancel/")
    with pytest.raises(StateConflict):
        decide_registration(mine, at.created_by, "decline")
    mine.refresh_from_db()
    assert mine.state == "approved"


def test_registration_with_an_error_keeps_what_was_typed(english):
    at, maker = forum(), producer()
    english.force_login(person_of(maker))
    page = english.post(
        f"/forums/{at.pk}/register/", {"delegates": "50", "note": "two wheelchairs"}
    )
    assert "Between 1 and 20 people" in page.content.decode()
    assert "two wheelchairs" in page.content.decode()


def test_registering_again_after_cancelling_tells_the_staff_again(client):
    organiser = staff()
    at, maker = forum(organiser), producer()
    client.force_login(person_of(maker))
    for path in ("register", "cancel", "register"):
        client.post(f"/forums/{at.pk}/{path}/", {"delegates": "1"})
    assert Notice.objects.filter(recipient=organiser, kind="registration_pending").count() == 2


def test_a_side_reads_its_own_outcome_and_not_the_others_by_the_api(client, draft):
    publish_timetable(draft)
    meeting = draft.meetings.get()
    meeting.record_outcome(person_of(meeting.buyer), "none", note="poor quality", side="buyer")
    client.force_login(person_of(meeting.producer))
    assert "poor quality" not in client.get("/api/v1/meetings/").content.decode()
    client.force_login(person_of(meeting.buyer))
    assert "poor quality" in client.get("/api/v1/meetings/").content.decode()
