"""Who serves: invited by phone, once; moved, closed and opened by whoever is above them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone, translation

from accounts.models import Invitation, Role, User
from notices.models import Notice
from tests.factories import UserFactory, producer, product, staff, tiny_gazetteer
from tests.racing import race

pytestmark = pytest.mark.django_db
PHONE = "+85512345678"
OFFICER = {"phone": "012345678", "role": "officer", "place-province": "17", "place-district": "1710", "place-commune": "171007"}  # fmt: skip


@pytest.fixture
def siem_reap():
    return staff("17")


@pytest.fixture
def desk(client, siem_reap):
    client.force_login(siem_reap)
    client.cookies["ovop_language"] = "en"
    return client


def national():
    tiny_gazetteer()
    return UserFactory(role=Role.NATIONAL)


def officer(province="17"):
    tiny_gazetteer()
    return UserFactory(role=Role.OFFICER, province_id=province, district_id=f"{province}10")


def sign_in_by_code(phone=PHONE):
    client = Client()
    client.post("/accounts/login/code/", {"phone": phone})
    code = Notice.objects.filter(kind="sign_in_code").latest("pk").context["code"]
    client.post("/accounts/login/code/confirm/", {"code": code})
    return client


def test_invited_officer_is_told_and_takes_up_the_role_with_a_code(desk):
    page = desk.post("/people/", OFFICER, follow=True)
    assert "012 345 678" in page.content.decode()
    told = Notice.objects.get(kind="role_offered")
    assert str(told.phone) == PHONE
    with translation.override("en"):
        assert "officer" in told.text
    UserFactory(phone=PHONE)
    sign_in_by_code()
    person = User.objects.get(phone=PHONE)
    assert (person.role, person.province_id, person.commune_id) == ("officer", "17", "171007")


def test_invitation_is_good_once(desk, siem_reap):
    """Taken up, then undone by whoever invited: signing in again does not bring the role back."""
    desk.post("/people/", OFFICER)
    person = UserFactory(phone=PHONE)
    sign_in_by_code()
    User.objects.filter(pk=person.pk).update(role=Role.PRODUCER)
    sign_in_by_code()
    person.refresh_from_db()
    assert person.role == Role.PRODUCER


@pytest.mark.django_db(transaction=True)
def test_of_many_who_take_up_one_invitation_at_once_one_does():
    by = staff()
    Invitation.objects.create(phone=PHONE, role="officer", province_id="17", invited_by=by)
    person = UserFactory(phone=PHONE)
    taken = race(6, lambda: Invitation.accept_for(User.objects.get(pk=person.pk)) is not None)
    assert sum(taken) == 1


def test_lapsed_invitation_gives_nothing_and_makes_room_for_another(desk):
    desk.post("/people/", OFFICER)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    person = UserFactory(phone=PHONE)
    sign_in_by_code()
    person.refresh_from_db()
    assert person.role == Role.PRODUCER
    assert desk.post("/people/", OFFICER).status_code == 302
    assert Invitation.objects.count() == 1


def test_invitation_taken_back_gives_nothing(desk):
    desk.post("/people/", OFFICER)
    desk.post(f"/people/invitations/{Invitation.objects.get().pk}/take-back/")
    person = UserFactory(phone=PHONE)
    sign_in_by_code()
    person.refresh_from_db()
    assert person.role == Role.PRODUCER


def test_same_number_twice_gets_a_sentence(desk):
    desk.post("/people/", OFFICER)
    page = desk.post("/people/", OFFICER)
    assert page.status_code == 422
    assert "invited already" in page.content.decode()


def test_staff_invite_nobody_into_another_province_nor_above_themselves(desk):
    there = {"place-province": "02", "place-district": "0210", "place-commune": "021007"}
    for changes in (there, {"role": "national"}):
        assert desk.post("/people/", OFFICER | changes).status_code == 422
    assert not Invitation.objects.exists()


def test_staff_cannot_take_somebody_from_another_province_by_inviting_them(desk):
    """Who takes up an invitation changes roles: nobody above or elsewhere is moved that way."""
    for person in (officer("02"), national(), staff("02")):
        page = desk.post("/people/", OFFICER | {"phone": str(person.phone)})
        assert "serves already" in page.content.decode()


def test_staff_look_after_their_officers_and_nobody_else(desk, siem_reap):
    mine, theirs = officer("17"), officer("02")
    page = desk.get("/people/").content.decode()
    assert mine.full_name in page
    assert theirs.full_name not in page
    for other in (theirs, staff("17"), national(), UserFactory(), siem_reap):
        assert desk.get(f"/people/{other.pk}/").status_code == 404


def test_moved_officer_sees_the_new_place_and_not_the_old_with_the_next_request(desk):
    person = officer("17")
    maker = producer("17")
    draft = product(maker, state="draft")
    browser = Client()
    browser.force_login(person)
    assert browser.get(f"/products/{draft.pk}/").status_code == 200
    boss = Client()
    boss.force_login(national())
    boss.post(
        f"/people/{person.pk}/",
        {"role": "officer", "place-province": "02", "place-district": "0210"},
    )
    assert browser.get(f"/products/{draft.pk}/").status_code == 404
    person.refresh_from_db()
    assert (person.province_id, person.district_id) == ("02", "0210")


def test_closed_account_is_shut_out_with_the_next_request_by_page_and_key(desk):
    from rest_framework.authtoken.models import Token

    person = officer("17")
    browser = Client()
    browser.force_login(person)
    key = {"authorization": f"Token {Token.objects.create(user=person).key}"}
    assert browser.get("/producers/").status_code == 200
    assert Client().get("/api/v1/producers/", headers=key).status_code == 200
    desk.post(f"/people/{person.pk}/close/")
    assert browser.get("/producers/").status_code == 302
    assert Client().get("/api/v1/producers/", headers=key).status_code == 401
    desk.post(f"/people/{person.pk}/close/", {"open": "1"})
    assert Client().get("/api/v1/producers/", headers=key).status_code == 200


def test_lost_second_step_is_removed_from_above_and_ends_their_sessions(client):
    from allauth.mfa.models import Authenticator

    person = staff("17")
    Authenticator.objects.create(user=person, type="totp", data={"secret": "x"})
    browser = Client()
    browser.force_login(person)
    client.force_login(national())
    client.post(f"/people/{person.pk}/second-step/")
    assert not Authenticator.objects.exists()
    assert browser.get("/people/")["Location"].startswith("/accounts/login/")


def test_who_has_no_account_is_led_to_signing_up_and_not_asked_what_they_sell(desk):
    """The other way ended at a code that was never sent."""
    desk.post("/people/", OFFICER)
    link, client = Notice.objects.get(kind="role_offered").link, Client()
    page = client.get(link, headers={"accept-language": "en"}).content.decode()
    assert 'type="radio" name="role"' not in page
    given = {
        "role": "buyer", "invited": "1", "full_name": "Chan Dara", "phone": "012345678", "password1": "a-long-passphrase-9",
        "terms": "on",
    }  # fmt: skip
    client.post(link, given, follow=True)
    code = Notice.objects.filter(kind="sign_in_code").latest("pk").context["code"]
    client.post("/accounts/phone/verify/", {"code": code, "action": "verify"})
    assert User.objects.get(phone=PHONE).role == "officer"


def test_officer_answers_for_a_district_at_least(desk):
    page = desk.post("/people/", {"phone": "012345678", "role": "officer", "place-province": "17"})
    assert "Choose one" in page.content.decode()
    assert not Invitation.objects.exists()
