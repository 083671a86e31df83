"""A code on paper makes a producer enrolled by an officer the villager's own."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Role
from producers.models import Claim, ListingDraft, Producer, Visit
from tests.factories import UserFactory, organisation, producer, product, staff
from tests.racing import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolled(gazetteer):
    return Producer.objects.create(organisation=organisation("household", name_en="Sok Family"))


def printed(client, enrolled) -> str:
    client.force_login(staff("17"))
    page = client.post(f"/producers/{enrolled.pk}/claim/").content.decode()
    code = re.search(r'class="claim-code">([A-Z0-9]{5}-[A-Z0-9]{5})<', page)
    assert code
    assert "<svg" in page
    return code[1]


def test_villager_takes_the_page_over_with_the_code(english, enrolled):
    code = printed(english, enrolled)
    villager = UserFactory()
    english.force_login(villager)
    shown = english.get("/claim/", {"code": code.lower().replace("-", " ")}).content.decode()
    assert "Sok Family" in shown
    english.post("/claim/", {"code": code, "take": "1"})
    assert list(enrolled.organisation.members.all()) == [villager]
    assert english.get("/my/products/").status_code == 200


def test_visitor_is_asked_to_sign_up_and_brought_back_with_the_code(english, enrolled):
    code = printed(english, enrolled)
    english.logout()
    page = english.get("/claim/", {"code": code}).content.decode()
    assert f"next=%2Fclaim%2F%3Fcode%3D{code}" in page
    assert "Sok Family" not in page, "whose it is is told to who signed in"


@pytest.mark.parametrize("change", ["used", "lapsed", "printed again"])
def test_code_that_is_over_opens_nothing(english, enrolled, change):
    code = printed(english, enrolled)
    if change == "used":
        Claim.objects.get().take(UserFactory())
    elif change == "lapsed":
        Claim.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    else:
        Claim.issue(enrolled, staff("17"))
    english.force_login(UserFactory())
    page = english.post("/claim/", {"code": code, "take": "1"})
    assert page.status_code == 422
    assert "not valid" in page.content.decode()


def test_code_is_not_readable_in_the_database(english, enrolled):
    code = printed(english, enrolled)
    stored = str(list(Claim.objects.values()))
    assert code not in stored
    assert code.replace("-", "") not in stored


def test_guessing_is_stopped_after_ten_tries(english, enrolled):
    code = printed(english, enrolled)
    english.force_login(UserFactory())
    for n in range(10):
        english.get("/claim/", {"code": f"ACDEF-3467{n}"})
    assert "Too many tries" in english.get("/claim/", {"code": code}).content.decode()


def test_staff_of_another_province_cannot_print_a_code(client, enrolled):
    client.force_login(staff("02"))
    assert client.post(f"/producers/{enrolled.pk}/claim/").status_code == 404
    assert not Claim.objects.exists()


def test_buyer_cannot_take_a_producer_over(english, enrolled):
    code = printed(english, enrolled)
    english.force_login(UserFactory(role=Role.BUYER))
    assert english.post("/claim/", {"code": code, "take": "1"}).status_code == 422
    assert not enrolled.organisation.members.exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_who_use_the_code_at_once_one_gets_the_page():
    made = Producer.objects.create(organisation=organisation("household"))
    code = Claim.issue(made, staff("17"))

    def browser() -> Client:
        client = Client()
        client.force_login(UserFactory())
        return client

    race(4, lambda client: client.post("/claim/", {"code": code, "take": "1"}), before=browser)
    assert made.organisation.members.count() == 1


def test_who_acts_for_another_producer_is_told_so_before(english, enrolled):
    code = printed(english, enrolled)
    own = producer(name_en="Own Family")
    product(own)
    english.force_login(own.organisation.members.get())
    page = english.post("/claim/", {"code": code, "take": "1"})
    assert "You act for Own Family already" in page.content.decode()
    assert not enrolled.organisation.members.exists()


def test_profile_written_before_the_paper_was_found_gives_way_to_it(english, enrolled):
    code = printed(english, enrolled)
    hasty = producer(name_en="Written twice")
    person = hasty.organisation.members.get()
    english.force_login(person)
    english.post("/claim/", {"code": code, "take": "1"})
    assert list(Producer.objects.own(person)) == [enrolled]
    assert "Sok Family" in english.get("/products/new/").content.decode()


@pytest.mark.parametrize("what", ["draft", "visit", "colleague", "nothing"])
def test_taking_a_page_over_throws_nothing_away_that_somebody_made(english, enrolled, what):
    code = printed(english, enrolled)
    own = producer()
    villager = own.organisation.members.get()
    if what == "draft":
        ListingDraft.objects.create(producer=own, started_by=villager, data={})
    elif what == "visit":
        Visit.objects.create(producer=own, kind="meal", name_en="Lunch", days=[1])
    elif what == "colleague":
        own.organisation.members.add(UserFactory())
    english.force_login(villager)
    english.post("/claim/", {"code": code, "take": "1"})
    assert villager in enrolled.organisation.members.all()
    assert Producer.objects.filter(pk=own.pk).exists() is (what != "nothing")
