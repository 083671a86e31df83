"""When a session or key ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone
from rest_framework.authtoken.models import Token

from accounts.models import User
from accounts.tasks import forget_sessions
from notices.models import Notice

pytestmark = pytest.mark.django_db
PASSWORD = "secret-word-9"
NEW = {"oldpassword": PASSWORD, "password1": "a-new-word-77", "password2": "a-new-word-77"}


@pytest.fixture
def person():
    return User.objects.create_user("012500001", PASSWORD, phone_verified=True)


def signed_in(person):
    client = Client()
    client.post("/accounts/login/", {"login": str(person.phone), "password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


def is_in(client) -> bool:
    return client.get("/my/settings/").status_code == 200


def test_new_password_ends_every_other_session_and_the_key(person):
    here, there = signed_in(person), signed_in(person)
    Token.objects.create(user=person)
    here.post("/accounts/password/change/", NEW)
    assert is_in(here)
    assert not is_in(there)
    assert not Token.objects.exists()
    assert Notice.objects.filter(kind="password_changed", channel="in_app").count() == 1


def test_signing_out_elsewhere_leaves_only_this_browser(person):
    here, there = signed_in(person), signed_in(person)
    Token.objects.create(user=person)
    here.post("/my/settings/elsewhere/")
    assert is_in(here)
    assert not is_in(there)
    assert not Token.objects.exists()
    assert is_in(signed_in(person))


def test_cookie_kept_from_before_signing_out_is_worth_nothing(person):
    client = signed_in(person)
    kept = client.cookies["sessionid"].value
    client.post("/accounts/logout/")
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert not is_in(thief)


def test_what_is_left_of_ended_sessions_goes_at_night_and_nobody_is_signed_out(person):
    here, ended = signed_in(person), signed_in(person)
    over = Session.objects.filter(session_key=ended.session.session_key)
    over.update(expire_date=timezone.now() - timedelta(days=1))
    assert forget_sessions() == 1
    assert not over.exists()
    assert is_in(here)
