"""A need for invited producers only."""

import pytest

from matching.models import MatchRun
from matching.tasks import run_matching
from notices.models import Notice
from tests.factories import UserFactory, need, producer, product

pytestmark = pytest.mark.django_db


@pytest.fixture
def maker(gazetteer):
    return producer(user=UserFactory(full_name="Maker"))


def invite(english, wanted, maker, **more):
    return english.post(f"/needs/{wanted.pk}/invite/", {"producer": maker.pk} | more)


def as_member_of(english, party):
    english.force_login(party.organisation.members.get())
    return english


def test_invited_producer_sees_the_need_and_is_told_once(english, hotel, maker):
    wanted = need(hotel, visibility="invited", name_en="quiet need", name_km="")
    product(maker)
    invite(english, wanted, maker)
    invite(english, wanted, maker)
    assert Notice.objects.filter(kind="need_invited").count() == 1
    as_member_of(english, maker)
    assert "quiet need" in english.get("/needs/").content.decode()
    assert english.get(f"/needs/{wanted.pk}/").status_code == 200
    assert english.get(f"/requests/ask/?need={wanted.pk}").status_code == 200


def test_others_see_nothing_of_it_even_when_their_product_fits(english, hotel, maker):
    product(maker)
    wanted = need(hotel, visibility="invited")
    run_matching(MatchRun.start(started_by=None, need=wanted).pk)
    assert wanted.matches.exists()
    as_member_of(english, maker)
    assert english.get(f"/needs/{wanted.pk}/").status_code == 404
    assert wanted.name_en not in english.get("/my/opportunities/").content.decode()
    assert english.get(f"/api/v1/matches/?need={wanted.pk}").json()["count"] == 0


def test_invitation_taken_back_closes_the_need_again(english, hotel, maker):
    wanted = need(hotel, visibility="invited")
    product(maker)
    invite(english, wanted, maker)
    invite(english, wanted, maker, withdraw="1")
    as_member_of(english, maker)
    assert english.get(f"/needs/{wanted.pk}/").status_code == 404


@pytest.mark.parametrize("given", ["", "x", "999999", "٣"])
def test_unknown_producer_is_not_found(english, hotel, given):
    assert english.post(f"/needs/{need(hotel).pk}/invite/", {"producer": given}).status_code == 404


def test_draft_invites_nobody(english, hotel, maker):
    product(maker)
    wanted = need(hotel, state="draft")
    invite(english, wanted, maker)
    assert not wanted.invitations.exists()


def test_other_buyers_cannot_invite(english, hotel, maker):
    assert invite(english, need(), maker).status_code == 404


def test_who_is_invited_again_after_it_was_taken_back_is_told_again(english, hotel, maker):
    product(maker)
    wanted = need(hotel)
    invite(english, wanted, maker)
    invite(english, wanted, maker, withdraw="1")
    invite(english, wanted, maker)
    assert Notice.objects.filter(kind="need_invited").count() == 2
