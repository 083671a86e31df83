"""Who helps to organise a forum: what each part opens, what it must not see or change."""

import pytest

from accounts.models import Organisation, Role
from forums.helping import add_organiser
from forums.models import (
    MeetingRequest,
    Organiser,
    Registration,
    TimetableVersion,
)
from tests.factories import (
    UserFactory,
    agreed_request,
    approved,
    begun,
    buyer,
    forum,
    producer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    at, made, hotel = forum(tables=4), producer(), buyer()
    approved(at, made, hotel)
    agreed_request(at, made, hotel)
    return at, made, hotel


# --- who helps ----------------------------------------------------------------------------------

MAY = {
    "edit/": "main", "organisers/": "main", "registrations/": "main supporting",
    "registrations/paper/": "main supporting", "invite/": "main supporting",
    "day/": "main supporting door", "outcomes/": "main supporting door",
}  # fmt: skip


@pytest.mark.parametrize("address", MAY)
def test_each_part_opens_its_own_pages(english, address):
    at = forum()
    for part in Organiser.Part.values:
        helper = UserFactory(role=Role.OFFICER, province_id="02")
        english.force_login(helper)
        assert english.get(f"/forums/{at.pk}/{address}").status_code == 403
        add_organiser(at, helper, part, at.created_by)
        code = english.get(f"/forums/{at.pk}/{address}").status_code
        assert code == (200 if part in MAY[address].split() else 403), part


def test_supporting_organiser_works_the_timetable_out_and_only_a_main_one_publishes(english, pair):
    at = pair[0]
    helper = UserFactory(role=Role.OFFICER, province_id="02")
    add_organiser(at, helper, "supporting", at.created_by)
    english.force_login(helper)
    version = TimetableVersion.new_draft(at, helper)
    assert english.post(f"/forums/{at.pk}/timetable/make/").status_code == 302
    assert english.post(f"/forums/{at.pk}/timetable/{version.number}/publish/").status_code == 403
    add_organiser(at, helper, "main", at.created_by)
    assert english.post(f"/forums/{at.pk}/timetable/{version.number}/publish/").status_code == 302


def test_helper_is_added_by_phone_and_told(english):
    at, helper = forum(), UserFactory(phone="+85512777666")
    english.force_login(at.created_by)
    page = english.post(f"/forums/{at.pk}/organisers/", {"phone": "012 999 111", "part": "door"})
    assert "Nobody has an account with this number" in page.content.decode()
    english.post(f"/forums/{at.pk}/organisers/", {"phone": "012 777 666", "part": "door"})
    assert at.organisers.get().user == helper
    assert helper.notices.get().kind == "organiser_added"
    english.post(f"/forums/{at.pk}/organisers/{at.organisers.get().pk}/remove/")
    english.force_login(helper)
    assert english.get(f"/forums/{at.pk}/day/").status_code == 403


def test_helper_of_one_forum_has_nothing_to_say_at_another(english):
    at, other, helper = forum(), forum(), UserFactory()
    add_organiser(at, helper, "main", at.created_by)
    english.force_login(helper)
    assert english.get(f"/forums/{other.pk}/registrations/").status_code == 403


# --- what helpers must not see or change ----------------------------------------------------------


def test_helper_who_is_a_producer_writes_the_organisers_outcome_not_the_producers(english):
    at, made, hotel, helper = forum(), producer(), buyer(), UserFactory()
    request = agreed_request(at, made, hotel)
    approved(at, made, hotel)
    version = TimetableVersion.new_draft(at, None)
    meeting = version.meetings.create(
        request=request, slot=at.slots.first(), table=at.tables.first(), producer=made, buyer=hotel
    )
    version.publish()
    begun(at)
    meeting.record_outcome(made.organisation.members.get(), "none", note="private", side="producer")
    add_organiser(at, helper, "door", at.created_by)
    english.force_login(helper)
    page = english.get(f"/meetings/{meeting.pk}/outcome/").content.decode()
    assert "private" not in page
    english.post(f"/meetings/{meeting.pk}/outcome/", {"result": "follow_up"})
    assert dict(meeting.outcomes.values_list("side", "result")) == {
        "producer": "none", "staff": "follow_up",
    }  # fmt: skip
    shown = english.get("/api/v1/meetings/").json()["results"][0]["outcomes"]
    assert [each["side"] for each in shown] == ["staff"]


def test_door_sees_neither_requests_nor_drafts(pair):
    at, helper = pair[0], UserFactory()
    add_organiser(at, helper, "door", at.created_by)
    TimetableVersion.new_draft(at, None)
    assert not MeetingRequest.objects.visible_to(helper).exists()
    assert not Registration.objects.visible_to(helper).exists()
    add_organiser(at, helper, "supporting", at.created_by)
    assert MeetingRequest.objects.visible_to(helper).exists()


def test_helper_finds_a_phone_only_by_the_whole_number(english, pair):
    """A part of it would tell the rest, digit by digit."""
    at, made, _hotel = pair
    Organisation.objects.filter(pk=made.organisation_id).update(
        phone="+85512987654", name_en="Weavers of the lake"
    )
    helper = UserFactory(role=Role.BUYER)
    add_organiser(at, helper, Organiser.Part.SUPPORTING, at.created_by)

    def found(asked):
        return (
            "Weavers of the lake"
            in english.get(f"/forums/{at.pk}/registrations/paper/", {"q": asked}).content.decode()
        )

    english.force_login(helper)
    assert found("Weavers")
    assert found("012 987 654")
    assert not found("98765")
    english.force_login(at.created_by)
    assert found("98765")
