"""Whether a number has an account is told to nobody: by no sentence, no address, and no work left out."""

from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from notices.models import Notice

pytestmark = pytest.mark.django_db
KNOWN, UNKNOWN, PASSWORD = "012500001", "012500002", "secret-word-9"


@pytest.fixture(autouse=True)
def person():
    return User.objects.create_user(KNOWN, PASSWORD, phone_verified=True)


def read(page, phone) -> str:
    """What a person sees, but for what differs each time and the number typed in."""
    text = page.content.decode()
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
    for form in (phone, f"+855{phone[1:]}", f"{phone[:3]} {phone[3:6]} {phone[6:]}"):
        text = text.replace(form, "…")
    return text


def both(ask):
    """What `ask(client, phone)` answers for a number with an account and for one without."""
    found = []
    for phone in (KNOWN, UNKNOWN):
        cache.clear()
        client = Client()
        page = ask(client, phone)
        found.append((page.status_code, page.headers.get("Location"), read(page, phone)))
    return found


def test_wrong_password_reads_the_same():
    known, unknown = both(lambda client, phone: client.post("/accounts/login/", {"login": phone, "password": "wrong-word-1"}))  # fmt: skip
    assert known == unknown
    assert known[0] == 200


def test_wrong_password_costs_the_same_work():
    """A hash takes most of the time of an answer: it is made once either way."""
    counts = []
    for phone in (KNOWN, UNKNOWN):
        with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as hashing:  # fmt: skip
            Client().post("/accounts/login/", {"login": phone, "password": "wrong-word-1"})
        counts.append(hashing.call_count)
    assert counts == [1, 1]


def test_key_to_the_api_reads_and_costs_the_same():
    answers, counts = [], []
    for phone in (KNOWN, UNKNOWN):
        with patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as hashing:  # fmt: skip
            answer = Client().post(
                "/api/v1/token/", {"username": phone, "password": "wrong-word-1"}
            )
        answers.append((answer.status_code, answer.content))
        counts.append(hashing.call_count)
    assert answers[0] == answers[1]
    assert counts == [1, 1]


def test_asking_for_a_code_reads_the_same_and_sends_one_message_either_way():
    def ask(client, phone):
        client.post("/accounts/login/code/", {"phone": phone})
        return client.get("/accounts/login/code/confirm/")

    known, unknown = both(ask)
    assert known == unknown
    assert known[0] == 200
    assert Notice.objects.exclude(phone="").count() == 2


def test_asking_for_another_code_reads_the_same():
    def ask(client, phone):
        client.post("/accounts/login/code/", {"phone": phone})
        cache.clear()
        client.post("/accounts/login/code/confirm/", {"action": "resend"})
        return client.get("/accounts/login/code/confirm/")

    known, unknown = both(ask)
    assert known == unknown
    assert known[0] == 200


def test_wrong_code_reads_the_same():
    def ask(client, phone):
        client.post("/accounts/login/code/", {"phone": phone})
        return client.post("/accounts/login/code/confirm/", {"code": "abcdef"})

    known, unknown = both(ask)
    assert known == unknown


def test_signing_up_with_a_number_that_has_an_account_reads_the_same():
    def ask(client, phone):
        client.post("/accounts/signup/", {"role": "producer", "full_name": "Sokha", "phone": phone, "password1": "ត្រីឆ្អើរ2026", "terms": "on"})  # fmt: skip
        return client.get("/accounts/phone/verify/")

    known, unknown = both(ask)
    assert known[:2] == unknown[:2]
    assert known[2] == unknown[2]
