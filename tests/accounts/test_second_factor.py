"""Staff show a second factor besides password or code: digits of an app, or a recovery code."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.test import Client
from rest_framework.authtoken.models import Token

from accounts.models import Role, Tries, User
from notices.models import Notice
from tests.authenticator import digits
from tests.factories import UserFactory, tiny_gazetteer
from tests.racing import race

pytestmark = pytest.mark.django_db
COMMITS = pytest.mark.django_db(transaction=True)  # what follows from it comes after the commit
PASSWORD = "secret-word-9"


@pytest.fixture
def officer_of_all(db):
    """Provincial staff with a password."""
    tiny_gazetteer()
    return User.objects.create_user(
        "012500001", PASSWORD, phone_verified=True, role=Role.STAFF, province_id="17"
    )


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": str(user.phone), "password": PASSWORD})


def set_up(client) -> tuple[str, str]:
    """Set a factor up as a person does; the secret, and the digits typed."""
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    code = digits(secret)
    page = client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert page.status_code == 302, page.context["form"].errors
    return secret, code


@pytest.fixture
def secret(officer_of_all):
    """The secret of a factor that is set up; nothing of it was used just now."""
    client = Client()
    sign_in(client, officer_of_all)
    found, _code = set_up(client)
    cache.clear()
    Tries.objects.all().delete()
    return found


def test_staff_without_a_second_step_are_led_to_set_one_up_and_nowhere_else(client, officer_of_all):
    sign_in(client, officer_of_all)
    for path in ("/", "/review/", "/people/", "/accounts/password/change/", "/accounts/2fa/"):
        answer = client.get(path)
        assert answer.status_code == 302, path
        assert answer["Location"].startswith("/accounts/2fa/totp/activate/"), path
    assert client.get("/api/v1/needs/").status_code == 403
    assert client.post("/my/settings/token/").status_code == 302
    assert not Token.objects.exists()
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    assert "<svg" in page.content.decode()


@COMMITS
def test_setting_it_up_opens_the_doors_and_shows_ten_recovery_codes_once(client, officer_of_all):
    sign_in(client, officer_of_all)
    set_up(client)
    assert client.get("/people/").status_code == 200
    codes = client.get("/accounts/2fa/recovery-codes/").context["unused_codes"]
    assert len(codes) == 10
    assert codes[0] not in client.get("/accounts/2fa/recovery-codes/").content.decode()


def test_password_alone_does_not_sign_in_any_more(officer_of_all, secret):
    client = Client()
    assert sign_in(client, officer_of_all)["Location"].startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session
    client.post("/accounts/2fa/authenticate/", {"code": digits(secret)})
    assert client.get("/people/").status_code == 200


def test_code_to_the_phone_alone_does_not_either(officer_of_all, secret):
    client = Client()
    client.post("/accounts/login/code/", {"phone": "012500001"})
    code = Notice.objects.get(kind="sign_in_code").context["code"]
    answer = client.post("/accounts/login/code/confirm/", {"code": code})
    assert answer["Location"].startswith("/accounts/2fa/authenticate/")
    assert "_auth_user_id" not in client.session


def test_recovery_code_signs_in_once(officer_of_all, secret):
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    answers = []
    for _time in range(2):
        client = Client()
        sign_in(client, officer_of_all)
        client.post("/accounts/2fa/authenticate/", {"code": codes[0]})
        answers.append("_auth_user_id" in client.session)
    assert answers == [True, False]


def test_digits_are_good_once_even_when_the_cache_forgot_them(officer_of_all, secret):
    code, answers = digits(secret), []
    for _time in range(2):
        client = Client()
        sign_in(client, officer_of_all)
        client.post("/accounts/2fa/authenticate/", {"code": code})
        answers.append("_auth_user_id" in client.session)
        cache.clear()
    assert answers == [True, False]


def test_after_five_wrong_codes_not_even_the_right_one_is_looked_at(officer_of_all, secret):
    client = Client()
    sign_in(client, officer_of_all)
    for number in range(5):
        cache.clear()
        client.post("/accounts/2fa/authenticate/", {"code": f"{number}00000"})
    page = client.post("/accounts/2fa/authenticate/", {"code": digits(secret)})
    assert "_auth_user_id" not in client.session
    assert page.context["form"].errors["code"]


def test_session_from_before_the_factor_must_show_it_too(officer_of_all):
    """Somebody signed in elsewhere with the password before: that session is no way in."""
    stranger = Client()
    sign_in(stranger, officer_of_all)
    owner = Client()
    sign_in(owner, officer_of_all)
    set_up(owner)
    assert stranger.get("/people/")["Location"].startswith("/accounts/2fa/reauthenticate/")
    assert stranger.get("/accounts/2fa/totp/deactivate/")["Location"].startswith("/accounts/2fa/reauthenticate/")  # fmt: skip


@COMMITS
def test_who_removes_it_sets_up_another_before_going_on(client, officer_of_all):
    sign_in(client, officer_of_all)
    set_up(client)
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.exists()
    assert client.get("/people/")["Location"].startswith("/accounts/2fa/totp/activate/")


def test_key_to_the_api_takes_the_digits_too(officer_of_all, secret):
    sent = {"username": "012500001", "password": PASSWORD}
    assert "code" in Client().post("/api/v1/token/", sent).json()
    assert Client().post("/api/v1/token/", sent | {"code": "000000"}).status_code == 400
    assert Client().post("/api/v1/token/", sent | {"code": digits(secret)}).status_code == 200


def test_staff_without_a_second_step_get_no_key(officer_of_all):
    answer = Client().post("/api/v1/token/", {"username": "012500001", "password": PASSWORD})
    assert answer.status_code == 400
    assert not Token.objects.exists()


def test_key_from_before_the_second_step_opens_nothing(officer_of_all):
    key = {"authorization": f"Token {Token.objects.create(user=officer_of_all).key}"}
    assert Client().get("/api/v1/needs/", headers=key).status_code == 401
    Authenticator.objects.create(user=officer_of_all, type="totp", data={})
    assert Client().get("/api/v1/needs/", headers=key).status_code == 200


def test_producers_are_not_asked_but_may_have_one(client):
    maker = User.objects.create_user("012500002", PASSWORD, phone_verified=True)
    sign_in(client, maker)
    assert client.get("/").status_code == 200
    set_up(client)
    other = Client()
    assert sign_in(other, maker)["Location"].startswith("/accounts/2fa/authenticate/")


def test_somebody_made_staff_while_signed_in_is_asked_at_the_next_step(client):
    tiny_gazetteer()
    person = UserFactory()
    client.force_login(person)
    assert client.get("/").status_code == 200
    User.objects.filter(pk=person.pk).update(role=Role.STAFF, province_id="17")
    assert client.get("/").status_code == 302


def test_secret_is_unreadable_in_the_database(officer_of_all, secret):
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert decrypt(kept) == secret


def test_secrets_open_after_the_servers_key_was_replaced(officer_of_all, secret, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "y" * 40
    assert decrypt(Authenticator.objects.get(type="totp").data["secret"]) == secret


@COMMITS
def test_people_are_told_when_a_second_step_is_set_up(officer_of_all, secret):
    assert Notice.objects.filter(kind="factor_added", recipient=officer_of_all, channel="in_app").count() == 1  # fmt: skip


def test_administration_has_no_door_of_its_own(client):
    """Its own form would count no guesses and ask for no second step."""
    answer = client.get("/admin/login/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/accounts/login/")


@pytest.mark.django_db(transaction=True)
def test_same_digits_sent_by_many_at_once_sign_in_one():
    from accounts.second_factor.forms import is_right

    person = UserFactory()
    found = Authenticator.objects.create(user=person, type="totp", data={})
    from allauth.mfa.totp.internal.auth import generate_totp_secret
    from allauth.mfa.utils import encrypt

    key = generate_totp_secret()
    found.data = {"secret": encrypt(key)}
    found.save()
    code = digits(key)

    def show():
        cache.clear()
        return bool(is_right(person, code))

    assert sum(race(4, show)) == 1
