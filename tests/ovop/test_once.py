"""What is sent twice is done once: by programs with a key, by people with a second tap."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from accounts.models import GivenAnswer
from accounts.models.answers import KEPT
from accounts.tasks import forget_tries
from buyers.models import Need
from notices.models import Notice
from ovop.middleware.once import AGAIN
from tests.factories import buyer, category
from tests.racing import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def hotel(gazetteer):
    category()
    return buyer()


def wanted(hotel, **fields):
    return {
        "buyer": hotel.pk, "name_en": "prahok", "quantity": "200", "unit": "kg", "period": "month",
        "category": category().pk, "province": hotel.organisation.province_id,
    } | fields  # fmt: skip


def program(hotel):
    client = APIClient()
    token, _new = Token.objects.get_or_create(user=hotel.organisation.members.get())
    client.credentials(HTTP_AUTHORIZATION=f"Token {token.key}")
    return client


def send(client, data, key="k-1"):
    return client.post("/api/v1/needs/", data, format="json", HTTP_IDEMPOTENCY_KEY=key)


def test_same_key_and_content_get_the_same_answer_and_one_need(hotel):
    client = program(hotel)
    first, second = send(client, wanted(hotel)), send(client, wanted(hotel))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert second["Idempotent-Replayed"] == "true" and "Idempotent-Replayed" not in first
    assert Need.objects.count() == 1


def test_another_key_or_none_is_another_need(hotel):
    client = program(hotel)
    send(client, wanted(hotel)), send(client, wanted(hotel), "k-2")
    client.post("/api/v1/needs/", wanted(hotel), format="json")
    assert Need.objects.count() == 3


def test_key_used_for_something_else_is_refused(hotel):
    client = program(hotel)
    send(client, wanted(hotel))
    answer = send(client, wanted(hotel, quantity="300"))
    assert answer.status_code == 422 and "Nothing was done" in answer.json()["detail"]
    assert Need.objects.count() == 1


def test_what_was_refused_may_be_sent_mended_under_its_key(hotel):
    client = program(hotel)
    assert send(client, wanted(hotel, quantity="-1")).status_code == 400
    assert send(client, wanted(hotel)).status_code == 201


def test_keys_of_two_people_are_apart(hotel):
    other = buyer(name_en="Other")
    assert send(program(hotel), wanted(hotel)).status_code == 201
    assert send(program(other), wanted(other)).status_code == 201
    assert Need.objects.count() == 2


def test_too_long_a_key_is_refused_and_a_wrong_one_of_somebody_unknown_is_401(hotel):
    assert send(program(hotel), wanted(hotel), "k" * 256).status_code == 400
    stranger = APIClient()
    stranger.credentials(HTTP_AUTHORIZATION="Token nobody")
    assert send(stranger, wanted(hotel)).status_code == 401


def test_answers_are_forgotten_after_a_day(hotel):
    send(program(hotel), wanted(hotel))
    GivenAnswer.objects.update(given_at=timezone.now() - KEPT)
    forget_tries()
    assert not GivenAnswer.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_under_one_key_make_one_need(hotel, figures):
    answers = race(8, lambda client: send(client, wanted(hotel)), before=lambda: program(hotel))
    found = {answer.json().get("id") for answer in answers}
    figures(
        f"sent 8 times at once under one key: done {Need.objects.count()}, doubled {Need.objects.count() - 1}"
    )
    assert [answer.status_code for answer in answers] == [201] * 8
    assert (Need.objects.count(), len(found)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_without_a_key_eight_at_once_make_eight(hotel):
    """The control."""
    race(
        8,
        lambda client: client.post("/api/v1/needs/", wanted(hotel), format="json"),
        before=lambda: program(hotel),
    )
    assert Need.objects.count() == 8


def open_form(hotel):
    client = Client()
    client.cookies["ovop_language"] = "en"
    client.force_login(hotel.organisation.members.get())
    page = client.get("/needs/new/").content.decode()
    return client, re.search(r'name="once" value="(\w+)"', page)[1]


def form(once, **fields):
    return {
        "once": once, "name_en": "prahok", "quantity": "200", "unit": "kg", "period": "month",
        "place-found": "district:1710", "visibility": "public", "publish": "1",
    } | fields  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_second_tap_leads_to_the_same_page_and_posts_nothing_twice(hotel):
    client, once = open_form(hotel)
    answers = race(2, lambda: client.post("/needs/new/", form(once)))
    assert [answer.status_code for answer in answers] == [302, 302], answers[0].content.decode()[
        :3000
    ]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Need.objects.count() == 1
    assert (
        Notice.objects.count()
        == Notice.objects.values("dedupe_key", "recipient", "kind").distinct().count()
    )


def test_form_kept_by_the_phone_and_filled_in_anew_is_another_need(hotel):
    client, once = open_form(hotel)
    client.post("/needs/new/", form(once))
    client.post("/needs/new/", form(once, name_en="dried fish"))
    assert Need.objects.count() == 2


def test_form_sent_again_later_is_meant(hotel):
    """Registered, cancelled, gone back and registered again: the second time counts."""
    client, once = open_form(hotel)
    client.post("/needs/new/", form(once))
    GivenAnswer.objects.update(given_at=timezone.now() - AGAIN)
    client.post("/needs/new/", form(once))
    client.post("/needs/new/", form(once))
    assert Need.objects.count() == 2


@pytest.mark.parametrize("once", ["\0", "x", "a" * 33, "' OR 1=1"])
def test_field_that_none_of_our_forms_has_is_as_if_it_were_not_there(hotel, once):
    client, _once = open_form(hotel)
    for _time in range(2):
        assert client.post("/needs/new/", form(once)).status_code == 302
    assert Need.objects.count() == 2


def test_key_to_the_api_is_kept_in_no_answer(hotel):
    person = hotel.organisation.members.get()
    person.set_password("village-paddy-77")
    person.save()
    client = program(hotel)
    data = {"username": str(person.phone), "password": "village-paddy-77"}
    answer = client.post("/api/v1/token/", data, format="json", HTTP_IDEMPOTENCY_KEY="k-1")
    assert answer.status_code == 200
    assert not GivenAnswer.objects.exists()


def test_form_that_was_wrong_can_be_sent_again(hotel):
    client, once = open_form(hotel)
    assert client.post("/needs/new/", form(once, quantity="")).status_code == 200
    assert client.post("/needs/new/", form(once)).status_code == 302
