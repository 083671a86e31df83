"""A one-time code: five tries and one use, however many ask at once."""

from __future__ import annotations

from unittest.mock import patch

import pytest
from allauth.account import forms as allauth_forms
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from notices.models import Notice
from tests.racing import race

PHONE = "012500001"


def ask_for_code():
    client = Client()
    client.post("/accounts/login/code/", {"phone": PHONE})
    return client, Notice.objects.filter(kind="sign_in_code").latest("pk").context["code"]


def send(session, code):
    """From a browser that holds the session as it was when the code was asked for."""
    client = Client()
    client.cookies["sessionid"] = session
    client.post("/accounts/login/code/confirm/", {"code": code})
    return "_auth_user_id" in client.session


@pytest.mark.django_db(transaction=True)
def test_of_forty_guesses_at_once_five_are_looked_at():
    User.objects.create_user(PHONE, phone_verified=True)
    client, code = ask_for_code()
    session = client.cookies["sessionid"].value
    wrong = "000000" if code != "000000" else "111111"
    looked = []

    def compare(*, actual, expected):
        looked.append(actual)
        return actual == expected

    with patch.object(allauth_forms, "compare_user_code", compare):
        race(8, lambda: [send(session, wrong) for _time in range(5)])
    assert 1 <= len(looked) <= 5


@pytest.mark.django_db
def test_code_signs_in_once():
    User.objects.create_user(PHONE, phone_verified=True)
    client, code = ask_for_code()
    form = {"code": code}
    kept = dict(client.session)
    client.post("/accounts/login/code/confirm/", form)
    assert "_auth_user_id" in client.session
    again = Client()
    session = again.session
    session.update(kept)  # as if the same code came in twice before the first answer
    session.save()
    again.cookies["sessionid"] = session.session_key
    again.post("/accounts/login/code/confirm/", form)
    assert "_auth_user_id" not in again.session


@pytest.mark.django_db
def test_newer_code_takes_the_place_of_the_one_before():
    User.objects.create_user(PHONE, phone_verified=True)
    client, first = ask_for_code()
    cache.clear()
    client.post("/accounts/login/code/confirm/", {"action": "resend"})
    second = Notice.objects.filter(kind="sign_in_code").latest("pk").context["code"]
    assert first != second
    client.post("/accounts/login/code/confirm/", {"code": first})
    assert "_auth_user_id" not in client.session
    client.post("/accounts/login/code/confirm/", {"code": second})
    assert "_auth_user_id" in client.session


@pytest.mark.django_db
def test_all_numbers_together_get_so_many_messages_a_day(settings):
    settings.SMS_CODES_A_DAY = 3
    answers = []
    for number in range(5):
        cache.clear()
        answers.append(Client().post("/accounts/login/code/", {"phone": f"01250010{number}"}).status_code)  # fmt: skip
    assert answers == [302, 302, 302, 429, 429]
