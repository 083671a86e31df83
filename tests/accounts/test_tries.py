"""Guessing passwords and flooding phones: counted in the database, one number at a time."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.models import Tries, User
from notices.models import Notice
from tests.racing import race

PHONE, PASSWORD = "012500001", "secret-word-9"


@pytest.fixture
def person(db):
    return User.objects.create_user(PHONE, PASSWORD, phone_verified=True)


def sign_in(password, phone=PHONE, client=None, **headers):
    client = client or Client()
    return client.post("/accounts/login/", {"login": phone, "password": password}, headers=headers)


def guess_wrong(times):
    for _time in range(times):
        sign_in("wrong-word-1")


def test_after_five_wrong_passwords_not_even_the_right_one_is_looked_at(person):
    guess_wrong(5)
    page = sign_in(PASSWORD)
    assert page.status_code == 200
    assert "wsgi_request" in dir(page) and not page.wsgi_request.user.is_authenticated
    assert page.context["form"].non_field_errors()


def test_no_form_of_the_number_nor_address_gets_more_guesses(person):
    for number, form in enumerate(("012500001", "០១២៥០០០០១", "+85512500001", "00855 12 500 001", "855 12 500 001")):  # fmt: skip
        sign_in("wrong-word-1", form, **{"x-forwarded-for": f"10.0.0.{number}"})
        cache.clear()
    assert not sign_in(PASSWORD).wsgi_request.user.is_authenticated


def test_right_password_does_not_use_up_guesses(person):
    for _time in range(8):
        assert sign_in(PASSWORD).status_code == 302
    guess_wrong(4)
    assert sign_in(PASSWORD).status_code == 302


def test_guesses_at_one_number_leave_the_others_alone(person):
    other = User.objects.create_user("012500002", PASSWORD, phone_verified=True)
    guess_wrong(6)
    assert sign_in(PASSWORD, str(other.phone)).status_code == 302


def test_a_quarter_of_an_hour_later_one_may_try_again(person):
    guess_wrong(6)
    Tries.objects.update(since=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in(PASSWORD).status_code == 302


def test_keys_for_programs_are_behind_the_same_lock(person):
    guess_wrong(5)
    answer = Client().post("/api/v1/token/", {"username": PHONE, "password": PASSWORD})
    assert answer.status_code == 400


@pytest.mark.django_db(transaction=True)
def test_of_two_hundred_guesses_at_once_five_are_looked_at():
    results = race(40, lambda: [Tries.take("password", PHONE, most=5, within=timedelta(minutes=15)) for _ in range(5)])  # fmt: skip
    assert sum(took for each in results for took in each) == 5


@pytest.mark.django_db(transaction=True)
def test_without_the_one_statement_more_would_be_looked_at():
    """The control: reading first and writing after lets racers through."""

    def read_then_write():
        found, _new = Tries.objects.get_or_create(
            key="password:x", defaults={"since": timezone.now(), "count": 0}
        )
        allowed = found.count < 5
        time.sleep(0.01)  # on a busy machine none would come between the two
        Tries.objects.filter(pk=found.pk).update(count=found.count + 1)
        return allowed

    Tries.objects.create(key="password:x", since=timezone.now(), count=0)
    results = race(40, lambda: [read_then_write() for _ in range(5)])
    assert sum(took for each in results for took in each) > 5


def ask_for_code(phone=PHONE):
    cache.clear()  # allauth's own, shorter limits are not what is asked about
    return Client().post("/accounts/login/code/", {"phone": phone})


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False])
def test_a_number_gets_three_messages_an_hour_and_eight_a_day(known):
    if known:
        User.objects.create_user(PHONE, PASSWORD, phone_verified=True)
    answers = []
    for _hour in range(4):
        answers += [ask_for_code().status_code for _time in range(4)]
        Tries.objects.filter(key__startswith="sms-hour").update(since=timezone.now() - timedelta(hours=2))  # fmt: skip
    assert answers[:4] == [302, 302, 302, 429]
    assert answers.count(302) == 8
    assert Notice.objects.filter(kind__in=["sign_in_code", "unknown_account"]).count() == 8


@pytest.mark.django_db
def test_windows_that_are_over_are_forgotten():
    Tries.take("password", "a", most=5, within=timedelta(minutes=15))
    Tries.take("password", "b", most=5, within=timedelta(minutes=15))
    Tries.objects.filter(key="password:a").update(since=timezone.now() - timedelta(days=2))
    assert Tries.forget() == 1
    assert Tries.objects.get().key == "password:b"
