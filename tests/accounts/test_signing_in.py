"""Signing up and in by phone, with password or one-time code."""

import re

import pytest
from django.test import Client

from accounts.models import Consent, Invitation, Role, User
from notices.models import Notice
from notices.tasks import deliver_pending
from tests.factories import UserFactory, staff, tiny_gazetteer

pytestmark = pytest.mark.django_db
FORM = {
    "role": "producer", "full_name": "សុខា", "phone": "០១២ ៣៤៥ ៦៧៨", "password1": "ត្រីឆ្អើរ2026", "terms": "on",
}  # fmt: skip


def sent_code() -> str:
    return Notice.objects.filter(kind="sign_in_code").latest("pk").context["code"]


def sign_up(client, **changes):
    return client.post("/accounts/signup/", FORM | changes, follow=True)


def test_signing_up_asks_for_the_code_sent_to_the_phone(client):
    sign_up(client)
    page = client.post(
        "/accounts/phone/verify/", {"code": sent_code(), "action": "verify"}, follow=True
    )
    assert page.redirect_chain[-1][0] == "/"
    user = User.objects.get()
    assert str(user.phone) == "+85512345678"
    assert user.phone_verified
    assert user.role == Role.PRODUCER
    assert Consent.objects.filter(user=user).exists()


def test_nobody_can_sign_up_as_staff(client):
    page = sign_up(client, role="staff")
    assert page.status_code == 200
    assert not User.objects.exists()


def test_signing_up_without_consent_is_refused(client):
    sign_up(client, terms="")
    assert not User.objects.exists()


def test_wrong_code_does_not_sign_in(client):
    sign_up(client)
    wrong = "000000" if sent_code() != "000000" else "111111"
    client.post("/accounts/phone/verify/", {"code": wrong, "action": "verify"})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("written", ["012500001", "០១២៥០០០០១", "+85512500001", "00855 12 500 001"])
def test_signing_in_accepts_every_form_of_the_phone(client, written):
    User.objects.create_user("012500001", "secret-word-9", phone_verified=True)
    page = client.post("/accounts/login/", {"login": written, "password": "secret-word-9"})
    assert page.status_code == 302
    assert "_auth_user_id" in client.session


def test_signing_in_with_a_code_needs_no_password(client):
    user = UserFactory()
    client.post("/accounts/login/code/", {"phone": str(user.phone)})
    client.post("/accounts/login/code/confirm/", {"code": sent_code()})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_code_is_erased_from_the_outbox_once_delivered(client, capsys):
    client.post("/accounts/login/code/", {"phone": str(UserFactory().phone)})
    code = sent_code()
    deliver_pending()
    notice = Notice.objects.get(kind="sign_in_code")
    assert notice.state == Notice.State.SENT
    assert "code" not in notice.context
    assert code in capsys.readouterr().err
    assert code not in notice.text


def test_code_is_not_shown_on_the_page_outside_development(client):
    client.post("/accounts/login/code/", {"phone": str(UserFactory().phone)})
    page = client.get("/accounts/login/code/confirm/")
    assert not re.search(rf"\b{sent_code()}\b", page.content.decode())


def test_code_is_shown_on_the_page_in_development(client, settings):
    settings.DEBUG = True
    client.post("/accounts/login/code/", {"phone": str(UserFactory().phone)})
    page = client.get("/accounts/login/code/confirm/")
    assert sent_code() in page.content.decode()


def test_invited_phone_takes_its_role_when_verified(client):
    inviter = staff()
    tiny_gazetteer()
    Invitation.objects.create(
        phone="+85512345678", role=Role.OFFICER, province_id="17", invited_by=inviter
    )
    sign_up(client)
    client.post("/accounts/phone/verify/", {"code": sent_code(), "action": "verify"})
    user = User.objects.get(phone="+85512345678")
    assert (user.role, user.province_id) == (Role.OFFICER, "17")


def test_staff_without_a_province_cannot_be_stored(db):
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        UserFactory(role=Role.STAFF)


def test_asking_for_codes_too_fast_gets_a_sentence_and_no_500(english):
    sign_up(english)
    english.post("/accounts/logout/")
    page = english.post("/accounts/login/", {"login": FORM["phone"], "password": FORM["password1"]})
    assert page.status_code == 429
    assert "too often in a short time" in page.content.decode()


def test_password_of_somebody_who_squatted_the_number_is_void_once_the_owner_proves_it(client):
    """The squatter signs up with another's number and never gets the code; the owner then does."""
    tiny_gazetteer()
    Invitation.objects.create(
        phone="+85512345678", role=Role.STAFF, province_id="17", invited_by=staff()
    )
    sign_up(client)
    owner = Client()
    owner.post("/accounts/login/code/", {"phone": "012345678"})
    owner.post("/accounts/login/code/confirm/", {"code": sent_code()})
    user = User.objects.get(phone="+85512345678")
    assert user.phone_verified
    assert user.role == Role.STAFF
    assert not user.check_password(FORM["password1"])


def test_changing_the_language_in_settings_changes_the_pages(client):
    client.force_login(UserFactory())
    page = client.post("/my/settings/", {"full_name": "Sokha", "language": "en"}, follow=True)
    assert 'lang="en"' in page.content.decode()
    assert 'lang="en"' in client.get("/").content.decode()


def test_forgotten_password_leads_to_a_code_and_not_to_an_email_form(client):
    page = client.get("/accounts/password/reset/", follow=True)
    assert page.redirect_chain[-1][0] == "/accounts/login/code/"


NEW = {"password1": "a-new-word-77", "password2": "a-new-word-77"}


def sign_in_by_code(client, phone: str) -> None:
    client.post("/accounts/login/code/", {"phone": phone})
    client.post("/accounts/login/code/confirm/", {"code": sent_code()})
    assert "_auth_user_id" in client.session


def test_forgotten_password_is_replaced_after_signing_in_by_code(client):
    User.objects.create_user("012500001", "forgotten-word-9", phone_verified=True)
    sign_in_by_code(client, "012500001")
    page = client.get("/accounts/password/change/").content.decode()
    assert 'name="oldpassword"' not in page
    client.post("/accounts/password/change/", NEW)
    assert User.objects.get().check_password("a-new-word-77")


def test_old_password_is_asked_for_once_the_code_is_half_an_hour_old(client):
    User.objects.create_user("012500001", "secret-word-9", phone_verified=True)
    sign_in_by_code(client, "012500001")
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= 3600
    session.save()
    client.post("/accounts/password/change/", NEW)
    assert User.objects.get().check_password("secret-word-9")


def test_old_password_is_asked_for_after_signing_in_with_it(client):
    User.objects.create_user("012500001", "secret-word-9", phone_verified=True)
    client.post("/accounts/login/", {"login": "012500001", "password": "secret-word-9"})
    client.post("/accounts/password/change/", NEW)
    assert User.objects.get().check_password("secret-word-9")
