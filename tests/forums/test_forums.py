"""Forums: laid out, registered for, requested at, timetabled, recorded."""

import threading
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from accounts.models import Role
from forums.models import (
    Forum,
    Meeting,
    MeetingRequest,
    Outcome,
    Registration,
    TimetableVersion,
)
from forums.pairing import ask_to_meet, decide_registration
from forums.tasks import expire_requests
from notices.models import Notice
from ovop.kernel.states import StateConflict
from tests.factories import (
    UserFactory,
    agreed_request,
    approved,
    buyer,
    forum,
    need,
    producer,
    product,
    staff,
)
from tests.racing import race

pytestmark = pytest.mark.django_db
DAY = date(2099, 2, 20)


# --- registering -------------------------------------------------------------------------------


def test_organisation_registers_is_approved_and_told(english):
    at, made = forum(), producer()
    member = made.organisation.members.get()
    english.force_login(member)
    english.post(f"/forums/{at.pk}/register/", {"delegates": "2"})
    registration = Registration.objects.get()
    assert (registration.side, registration.state) == ("producer", "pending")
    decide_registration(registration, at.created_by, "approve")
    assert Notice.objects.filter(recipient=member, kind="registration_approved").exists()


def test_registering_twice_is_one_registration(english):
    at, made = forum(), producer()
    english.force_login(made.organisation.members.get())
    for _ in range(2):
        english.post(f"/forums/{at.pk}/register/", {"delegates": "1"})
    assert Registration.objects.count() == 1


def test_closed_forum_takes_no_registration(english):
    at, made = forum(), producer()
    at.close_registration()
    english.force_login(made.organisation.members.get())
    page = english.post(f"/forums/{at.pk}/register/", {"delegates": "1"}, follow=True)
    assert "not open" in page.content.decode()
    assert not Registration.objects.exists()


def test_approving_both_sides_brings_their_request_into_the_forum():
    at, made, hotel = forum(), producer(), buyer()
    loose = agreed_request(None, made, hotel)
    for party in (made, hotel):
        registration = Registration.objects.create(
            forum=at, organisation=party.organisation, registered_by=at.created_by,
            side="producer" if party is made else "buyer",
        )  # fmt: skip
        decide_registration(registration, at.created_by, "approve")
    loose.refresh_from_db()
    assert loose.forum == at


# --- requesting --------------------------------------------------------------------------------


def ask(made=None, hotel=None):
    made, hotel = made or producer(), hotel or buyer()
    user = hotel.organisation.members.first()
    return ask_to_meet(user, "buyer", made, hotel, message="We serve it every day.")


def test_asked_producer_is_told_and_answers_with_one_tap(english):
    request = ask()
    member = request.producer.organisation.members.get()
    assert Notice.objects.filter(recipient=member, kind="request_asked").exists()
    english.force_login(member)
    english.post(f"/requests/{request.pk}/answer/", {"answer": "accept"})
    request.refresh_from_db()
    assert request.state == "accepted"


def test_phone_is_shown_only_after_both_agreed(english):
    request = ask()
    english.force_login(request.asked_by)
    assert "999 888" not in english.get("/requests/").content.decode()
    request.accept()
    assert "999 888" in english.get("/requests/").content.decode()


def test_asking_side_cannot_answer_its_own_request(english):
    request = ask()
    english.force_login(request.asked_by)
    assert english.post(f"/requests/{request.pk}/answer/", {"answer": "accept"}).status_code == 404
    request.refresh_from_db()
    assert request.state == "asked"


def test_second_request_of_a_pair_is_refused_with_a_sentence():
    request = ask()
    with pytest.raises(ValidationError):
        ask(request.producer, request.buyer)


def test_declined_request_frees_the_place():
    request = ask()
    request.decline()
    assert ask(request.producer, request.buyer).pk != request.pk


def test_unanswered_request_expires_and_frees_the_place():
    request = ask()
    MeetingRequest.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert expire_requests() == 1
    request.refresh_from_db()
    assert request.state == "expired"
    assert ask(request.producer, request.buyer)


def test_answer_after_expiry_is_told_not_lost_silently(english):
    request = ask()
    request.expire()
    english.force_login(request.producer.organisation.members.get())
    page = english.post(f"/requests/{request.pk}/answer/", {"answer": "accept"}, follow=True)
    assert "not possible any more" in page.content.decode()


def test_buyer_asks_from_the_product_page(english):
    hotel, item = buyer(), product()
    wanted = need(hotel)
    english.force_login(hotel.organisation.members.get())
    english.post(
        f"/requests/ask/?product={item.pk}", {"subject": str(wanted.pk), "message": "hello"}
    )
    made = MeetingRequest.objects.get()
    assert (made.product, made.need, made.asked_by_side) == (item, wanted, "buyer")


@pytest.mark.django_db(transaction=True)
def test_both_sides_asking_at_once_make_one_request():
    made, hotel = producer(), buyer()
    users = [made.organisation.members.first(), hotel.organisation.members.first()]
    barrier = threading.Barrier(2)
    told: list[ValidationError] = []

    def press(side: str, user) -> None:
        barrier.wait()
        try:
            ask_to_meet(user, side, made, hotel)
        except ValidationError as error:
            told.append(error)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=press, args=pair)
        for pair in zip(("producer", "buyer"), users, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert MeetingRequest.objects.count() == 1
    assert len(told) == 1


# --- meetings ----------------------------------------------------------------------------------


@pytest.fixture
def meeting():
    at, made, hotel = forum(), producer(), buyer()
    approved(at, made, hotel)
    request = agreed_request(at, made, hotel)
    version = TimetableVersion.new_draft(at, None)
    return Meeting.objects.create(
        timetable=version,
        request=request,
        slot=at.slots.first(),
        table=at.tables.first(),
        producer=made,
        buyer=hotel,
    )


@pytest.mark.parametrize("clash", ["table", "producer", "buyer"])
def test_database_refuses_a_clash(meeting, clash):
    at = meeting.timetable.forum
    made = meeting.producer if clash == "producer" else producer()
    hotel = meeting.buyer if clash == "buyer" else buyer()
    table = meeting.table if clash == "table" else at.tables.last()
    other = MeetingRequest.objects.create(
        forum=None,
        producer=made,
        buyer=hotel,
        asked_by_side="buyer",
        asked_by=at.created_by,
        state="accepted",
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Meeting.objects.create(
            timetable=meeting.timetable,
            request=other,
            slot=meeting.slot,
            table=table,
            producer=made,
            buyer=hotel,
        )


def test_draft_meetings_are_the_organisers_secret(meeting):
    member = meeting.producer.organisation.members.get()
    assert not Meeting.objects.visible_to(member)
    assert meeting in Meeting.objects.visible_to(meeting.timetable.forum.created_by)
    meeting.timetable.publish()
    assert meeting in Meeting.objects.visible_to(member)


def test_publishing_again_replaces_and_keeps_the_old_version(meeting):
    at = meeting.timetable.forum
    meeting.timetable.publish()
    second = TimetableVersion.new_draft(at, None)
    meeting.pk, meeting.timetable = None, second
    meeting.save()
    second.publish()
    assert [v.state for v in at.timetables.all()] == ["published", "superseded"]


@pytest.mark.django_db(transaction=True)
def test_parallel_publishes_leave_one_published_version(meeting):
    pk = meeting.timetable_id
    raced = race(
        6, lambda version: version.publish(), before=lambda: TimetableVersion.objects.get(pk=pk)
    )
    told = [result for result in raced if isinstance(result, StateConflict)]
    assert len(told) == 5
    assert TimetableVersion.objects.filter(state="published").count() == 1


def test_nothing_came_of_a_meeting_before_the_day(english, meeting):
    meeting.timetable.publish()
    english.force_login(meeting.timetable.forum.created_by)
    english.post(f"/meetings/{meeting.pk}/outcome/", {"result": "none", "reason": "price"})
    assert not Outcome.objects.exists()


def test_outcome_of_an_unpublished_meeting_is_not_found(english, meeting):
    english.force_login(meeting.timetable.forum.created_by)
    assert english.get(f"/meetings/{meeting.pk}/outcome/").status_code == 404


def test_each_sides_agenda_names_the_other(english, meeting):
    meeting.timetable.publish()
    for own, other in ((meeting.producer, meeting.buyer), (meeting.buyer, meeting.producer)):
        english.force_login(own.organisation.members.get())
        text = english.get("/my/agenda/").content.decode()
        assert other.organisation.name_en in text
        assert "08:00" in text


# --- organising ---------------------------------------------------------------------------------


def test_forum_of_another_province_is_not_theirs(english):
    at = forum()
    english.force_login(staff("02"))
    assert english.post(f"/forums/{at.pk}/step/close_registration/").status_code == 404
    assert english.get(f"/forums/{at.pk}/registrations/").status_code == 404


def test_national_committee_organises_everywhere(english):
    at = forum()
    english.force_login(UserFactory(role=Role.NATIONAL))
    assert english.get(f"/forums/{at.pk}/registrations/").status_code == 200


def test_draft_forum_is_hidden_from_visitors(client):
    at = forum()
    Forum.objects.update(state="draft")
    assert client.get(f"/forums/{at.pk}/").status_code == 404
