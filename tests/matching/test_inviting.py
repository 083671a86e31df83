"""Inviting from the catalogue, registering on paper, and whom one who comes could meet."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from accounts.models import Membership
from forums.inviting import invite
from forums.models import Forum, Invitation, Organiser
from matching.models import Match, MatchRun
from notices.models import Notice
from tests.factories import (
    UserFactory,
    agreed_request,
    approved,
    buyer,
    category,
    forum,
    need,
    producer,
    product,
    staff,
)
from tests.racing import race

pytestmark = pytest.mark.django_db


def match(wanted, offered, score):
    run = MatchRun.objects.first() or MatchRun.objects.create(started_by=None)
    return Match.objects.create(
        need=wanted, product=offered, run=run, rank=1, score=score, factors={"text": 0.9}
    )


@pytest.fixture
def inviting(english):
    """The invitations of an open forum, as its staff see them."""
    at = forum()
    english.force_login(at.created_by)
    english.at, english.url = at, f"/forums/{at.pk}/invite/"
    return english


def names(answer):
    return [each.name_en for each, _why in answer.context["rows"]]


def test_producers_with_something_registered_can_be_invited_and_others_not(inviting):
    product(producer(name_en="Weavers"))
    product(producer(name_en="Dreamers"), state="draft")
    assert names(inviting.get(inviting.url)) == ["Weavers"]


def test_who_fits_those_who_come_is_listed_first_with_why(inviting):
    hotel, other = buyer(name_en="Coming hotel"), buyer(name_en="Hotel at home")
    wanted, elsewhere = need(hotel), need(other)
    approved(inviting.at, hotel)
    near, far = producer(name_en="Near"), producer(name_en="Far")
    match(elsewhere, product(near), 0.9)
    match(wanted, product(far), 0.6)
    answer = inviting.get(inviting.url)
    assert names(answer) == ["Far", "Near"]
    assert "60%" in answer.content.decode()
    assert "Suggested because" in answer.content.decode()


def test_list_narrows_by_name_province_and_field(inviting):
    product(
        producer(name_en="Weavers of Battambang", province="02"),
        category=category("krama", "textile"),
    )
    product(producer(name_en="Fishers"))
    for query in ("q=weavers", "province=02", "category=textile"):
        assert names(inviting.get(f"{inviting.url}?{query}")) == ["Weavers of Battambang"], query


def test_invitation_is_read_in_both_languages_before_it_goes(inviting):
    maker = product(producer(name_en="Weavers")).producer
    answer = inviting.post(
        inviting.url, {"organisation": maker.organisation_id, "message": "Bring samples."}
    )
    text = answer.content.decode()
    assert "You are invited to Forum: Siemreap, 20 February 2099. Bring samples." in text
    assert "សៀមរាប" in text
    assert not Invitation.objects.exists()


def test_everybody_found_is_invited_once_and_told_once(inviting):
    makers = [product(producer(name_en=f"Weavers {n}")).producer for n in range(3)]
    product(producer(name_en="Fishers"))
    for _twice in range(2):
        inviting.post(
            f"{inviting.url}?q=weavers", {"everybody": "1", "send": "1", "message": "Come!"}
        )
    assert set(inviting.at.invitations.values_list("organisation", flat=True)) == {
        maker.organisation_id for maker in makers
    }
    assert Notice.objects.filter(kind="forum_invitation").count() == 3


def test_nobody_chosen_is_said_and_the_message_kept(inviting):
    product()
    text = inviting.post(inviting.url, {"send": "1", "message": "Come!"}).content.decode()
    assert "Choose at least one organisation" in text
    assert ">Come!</textarea>" in text


def test_draft_forum_invites_nobody(inviting):
    Forum.objects.update(state="draft")
    maker = product().producer
    with pytest.raises(ValidationError):
        invite(inviting.at, "producer", [maker.organisation], inviting.at.created_by)
    answer = inviting.post(
        inviting.url, {"organisation": maker.organisation_id, "send": "1"}, follow=True
    )
    assert "Open the registration first" in answer.content.decode()


def test_who_has_no_account_is_to_be_called(inviting):
    maker = product().producer
    Membership.objects.all().delete()
    invite(inviting.at, "producer", [maker.organisation], inviting.at.created_by)
    assert "call: 012 999 888" in inviting.get(inviting.url).content.decode()


def test_invited_sees_it_on_the_forum_and_may_say_that_it_cannot_come(english):
    at, maker = forum(), product().producer
    invite(at, "producer", [maker.organisation], at.created_by, "Bring samples.")
    english.force_login(maker.organisation.members.get())
    text = english.get(f"/forums/{at.pk}/").content.decode()
    assert "You are invited" in text
    assert "Bring samples." in text
    english.post(f"/forums/{at.pk}/decline/")
    assert "You said that you cannot come" in english.get(f"/forums/{at.pk}/").content.decode()
    english.force_login(at.created_by)
    assert "Cannot come" in english.get(f"/forums/{at.pk}/invite/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_twelve_who_invite_the_same_at_once_it_is_invited_and_told_once():
    at, maker = forum(), product().producer
    results = race(12, lambda: invite(at, "producer", [maker.organisation], at.created_by))
    assert sorted(map(len, results)) == [0] * 11 + [1]
    assert Notice.objects.filter(kind="forum_invitation").count() == 1


# --- on paper -----------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", ["weavers", "012 999 888", "០១២ ៩៩៩ ៨៨៨"])
def test_who_came_with_a_paper_is_found_by_name_or_phone(inviting, asked):
    producer(name_en="Weavers")
    answer = inviting.get(f"/forums/{inviting.at.pk}/registrations/paper/", {"q": asked})
    assert [each.name_en for each, _row in answer.context["found"]] == ["Weavers"]


def test_registered_on_paper_is_approved_at_once_and_told(inviting):
    maker = producer(name_en="Weavers")
    url = f"/forums/{inviting.at.pk}/registrations/paper/?organisation={maker.organisation_id}"
    inviting.post(url, {"delegates": "2", "seats": "1", "min_meetings": "0"})
    row = inviting.at.registrations.get()
    assert (row.state, row.side, row.delegates) == ("approved", "producer", 2)
    assert Notice.objects.filter(kind="registration_approved", channel="in_app").count() == 1


def test_paper_of_somebody_approved_already_changes_what_is_known_and_says_so(inviting):
    maker = producer()
    approved(inviting.at, maker)
    url = f"/forums/{inviting.at.pk}/registrations/paper/?organisation={maker.organisation_id}"
    text = inviting.post(url, {"delegates": "3", "seats": "1", "min_meetings": "0"}, follow=True)
    assert inviting.at.registrations.get().delegates == 3
    assert "Saved" in text.content.decode()


def test_full_hall_sends_the_paper_to_the_waiting_list_and_says_so(inviting):
    Forum.objects.update(most_producers=0)
    maker = producer()
    url = f"/forums/{inviting.at.pk}/registrations/paper/?organisation={maker.organisation_id}"
    text = inviting.post(url, {"delegates": "1", "min_meetings": "0"}, follow=True).content.decode()
    assert inviting.at.registrations.get().state == "waitlisted"
    assert "No place is left (Producer)" in text


# --- whom one could meet ------------------------------------------------------------------------


@pytest.fixture
def coming():
    """A hotel that needs prahok and two producers of it, of whom one comes."""
    at, hotel = forum(), buyer(name_en="Hotel")
    here, away = producer(name_en="Here"), producer(name_en="Away")
    for maker in (here, away):
        product(maker)
    need(hotel)
    approved(at, hotel, here)
    return at, hotel, here


def test_buyer_is_shown_those_who_come_with_why(english, coming):
    at, hotel, _here = coming
    english.force_login(hotel.organisation.members.get())
    text = english.get(f"/forums/{at.pk}/suggestions/").content.decode()
    assert "Here" in text
    assert "Away" not in text
    assert "Suggested because" in text


def test_producer_is_shown_the_buyers_who_come_and_whom_it_asked(english, coming):
    at, hotel, here = coming
    english.force_login(here.organisation.members.get())
    assert "Ask for a meeting" in english.get(f"/forums/{at.pk}/suggestions/").content.decode()
    agreed_request(at, here, hotel)
    text = english.get(f"/forums/{at.pk}/suggestions/").content.decode()
    assert "Asked for a meeting" in text


def test_who_does_not_come_is_led_back_to_the_forum(english, coming):
    at = coming[0]
    english.force_login(UserFactory())
    assert english.get(f"/forums/{at.pk}/suggestions/").url == reverse("forums:forum", args=[at.pk])


def test_suggestions_cost_the_same_for_one_and_for_many(
    client, coming, django_assert_max_num_queries
):
    at, hotel, _here = coming
    for n in range(12):
        maker = producer(name_en=f"Maker {n}")
        product(maker)
        approved(at, maker)
    client.force_login(hotel.organisation.members.get())
    with django_assert_max_num_queries(20):
        client.get(f"/forums/{at.pk}/suggestions/")


def test_supporting_organiser_of_another_role_invites(english):
    at, helper, maker = forum(), UserFactory(), product().producer
    Organiser.objects.create(forum=at, user=helper, part="supporting", added_by=staff())
    english.force_login(helper)
    english.post(f"/forums/{at.pk}/invite/", {"organisation": maker.organisation_id, "send": "1"})
    assert at.invitations.get().invited_by == helper


def test_characters_that_cannot_be_stored_are_left_out(inviting):
    maker = product(producer(name_en="Weavers")).producer
    sent = {"organisation": maker.organisation_id, "message": "Bring\0 samples", "send": "1"}
    inviting.post(inviting.url, sent)
    assert inviting.at.invitations.get().message == "Bring samples"
    paper = f"/forums/{inviting.at.pk}/registrations/paper/"
    found = inviting.get(paper, {"q": "Wea\0vers"}).context["found"]
    assert [each.name_en for each, _row in found] == ["Weavers"]
    assert inviting.get(f"/forums/{inviting.at.pk}/day/", {"q": "\0"}).status_code == 200


def test_needs_for_invited_producers_only_are_not_told_to_helpers(english):
    at, hotel, helper = forum(), buyer(name_en="Hotel"), UserFactory()
    secret = need(hotel, name_en="Secret order", visibility="invited")
    match(secret, product(producer(name_en="Weavers")), 0.9)
    Organiser.objects.create(forum=at, user=helper, part="supporting", added_by=staff())
    english.force_login(helper)
    text = english.get(f"/forums/{at.pk}/invite/").content.decode()
    assert "Weavers" in text
    assert "Secret order" not in text


def test_two_who_must_not_meet_are_not_suggested(english, coming):
    at, hotel, here = coming
    at.pair_rules.create(producer=here, buyer=hotel, kind="must_not", set_by=at.created_by)
    english.force_login(hotel.organisation.members.get())
    assert "Ask for a meeting" not in english.get(f"/forums/{at.pk}/suggestions/").content.decode()
