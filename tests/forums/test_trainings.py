"""Trainings: seats and waiting list, who came, certificates anybody can check."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from forums.models import Training, TrainingPlace
from forums.tasks import remind_of_trainings
from notices.models import Notice
from tests.factories import UserFactory, buyer, producer, staff
from tests.racing import race

pytestmark = pytest.mark.django_db


def training(**fields):
    by = staff()
    given = {
        "name_en": "Labels that sell", "topic": "packaging", "province_id": "17", "created_by": by, "state": "open",
        "starts_at": timezone.now() + timedelta(days=10), "seats": 2, "place_en": "District hall",
    }  # fmt: skip
    return Training.objects.create(**given | fields)


def member(maker=None):
    return (maker or producer()).organisation.members.get()


def sign_up(client, at, name="Sok", **data):
    return client.post(f"/trainings/{at.pk}/sign-up/", {"name": name} | data, follow=True)


def states(at):
    return list(at.places.order_by("pk").values_list("state", flat=True))


def test_who_comes_beyond_the_seats_waits_and_gets_the_first_that_is_free(english):
    at, people = training(), [member() for _ in range(3)]
    for person in people:
        english.force_login(person)
        page = sign_up(english, at).content.decode()
    assert "on the waiting list" in page
    assert states(at) == ["signed_up", "signed_up", "waiting"]
    english.force_login(people[0])
    english.post(f"/trainings/{at.pk}/places/{at.places.first().pk}/")
    assert states(at) == ["cancelled", "signed_up", "signed_up"]
    assert Notice.objects.filter(kind="training_seat", recipient=people[2]).exists()


@pytest.mark.django_db(transaction=True)
def test_last_seat_goes_to_one_of_six_who_press_at_once():
    at = training(seats=1)
    people = [producer() for _ in range(6)]
    waiting = iter(people)
    race(
        6, lambda maker: at.sign_up(organisation=maker.organisation, name="X", by=at.created_by),
        before=lambda: next(waiting),
    )  # fmt: skip
    assert sorted(states(at)) == ["signed_up"] + ["waiting"] * 5


def test_same_person_signs_up_once_but_two_of_a_household_can_come(english):
    at, person = training(), member()
    english.force_login(person)
    sign_up(english, at)
    assert "is on the list already" in sign_up(english, at).content.decode()
    sign_up(english, at, name="Dara")
    assert states(at) == ["signed_up", "signed_up"]


def test_training_for_officers_is_not_for_producers(english):
    at = training(audience="officers")
    english.force_login(member())
    assert "This training is for" in sign_up(english, at).content.decode()
    officer = UserFactory(role=Role.OFFICER, province_id="17")
    english.force_login(officer)
    sign_up(english, at)
    assert at.places.get().officer == officer


def test_staff_add_a_producer_without_an_account(english):
    at, maker = training(), producer(name_en="Far Village Weavers")
    english.force_login(at.created_by)
    assert "Far Village Weavers" in english.get(f"/trainings/{at.pk}/?q=far").content.decode()
    sign_up(english, at, organisation=maker.organisation_id)
    assert at.places.get().organisation == maker.organisation
    # It is theirs: they see it, and may give it back.
    english.force_login(maker.organisation.members.get())
    assert english.get(f"/trainings/{at.pk}/").context["mine"] == [at.places.get()]
    english.post(f"/trainings/{at.pk}/places/{at.places.get().pk}/")
    assert states(at) == ["cancelled"]


def test_who_was_there_has_a_certificate_that_anybody_can_check(english):
    at, person = training(), member()
    english.force_login(person)
    sign_up(english, at, name="Sok Dara")
    place = at.places.get()
    assert english.get(f"/trainings/{at.pk}/certificates.pdf").status_code == 404
    english.force_login(at.created_by)
    assert "has not begun" in english.post(f"/trainings/{at.pk}/hold/", follow=True).content.decode()  # fmt: skip
    Training.objects.update(starts_at=timezone.now() - timedelta(hours=8))
    english.post(f"/trainings/{at.pk}/hold/")
    english.post(f"/trainings/{at.pk}/attendance/", {"came": place.pk})
    english.force_login(person)
    assert english.get(f"/trainings/{at.pk}/certificates.pdf").content.startswith(b"%PDF")
    english.force_login(member())
    assert english.get(f"/trainings/{at.pk}/certificates.pdf").status_code == 404
    english.logout()
    assert "Sok Dara" in english.get(f"/c/{place.code}/").content.decode()
    assert english.get("/c/ABCDEFGH/").status_code == 404


def test_who_did_not_come_has_no_certificate_until_it_is_corrected(english):
    at = training(state="held", starts_at=timezone.now() - timedelta(hours=8))
    place = TrainingPlace.objects.create(
        training=at, organisation=producer().organisation, name="Sok", signed_up_by=at.created_by
    )
    english.force_login(at.created_by)
    english.post(f"/trainings/{at.pk}/attendance/")
    assert states(at) == ["missed"] and english.get(f"/c/{place.code}/").status_code == 404
    english.post(f"/trainings/{at.pk}/attendance/", {"came": place.pk})
    assert states(at) == ["attended"] and english.get(f"/c/{place.code}/").status_code == 200


def test_cancelled_training_is_told_to_who_signed_up(english):
    at, person = training(), member()
    english.force_login(person)
    sign_up(english, at)
    english.force_login(at.created_by)
    english.post(f"/trainings/{at.pk}/cancel/")
    at.refresh_from_db()
    assert at.state == "cancelled"
    assert (
        Notice.objects.filter(kind="training_cancelled", recipient=person, channel="in_app").count()
        == 1
    )


def test_who_has_a_seat_is_reminded_two_days_before(english):
    at, person = training(starts_at=timezone.now() + timedelta(days=1)), member()
    english.force_login(person)
    sign_up(english, at)
    assert remind_of_trainings() == 1
    remind_of_trainings()
    assert (
        Notice.objects.filter(kind="training_soon", recipient=person, channel="in_app").count() == 1
    )


def test_fewer_seats_than_people_are_refused(english):
    at, person = training(), member()
    english.force_login(person)
    sign_up(english, at)
    sign_up(english, at, name="Dara")
    english.force_login(at.created_by)
    data = {
        "name_en": "X", "topic": "price", "audience": "both", "province": "17", "hours": "6", "seats": "1",
        "starts_at": "2099-01-01T08:00",
    }  # fmt: skip
    page = english.post(f"/trainings/{at.pk}/edit/", data)
    assert "2 people have a seat already" in page.content.decode()
    english.post(f"/trainings/{at.pk}/edit/", data | {"seats": "2"})
    at.refresh_from_db()
    assert at.name_en == "X"


def test_draft_is_seen_by_its_staff_only(client):
    at = training(state="draft")
    assert client.get(f"/trainings/{at.pk}/").status_code == 404
    client.force_login(staff("02"))
    assert client.get(f"/trainings/{at.pk}/").status_code == 404
    assert client.post(f"/trainings/{at.pk}/open/").status_code == 404
    client.force_login(at.created_by)
    client.post(f"/trainings/{at.pk}/open/")
    assert client.get("/trainings/").content.decode().count(at.name_en) == 1


@pytest.mark.parametrize("state", ["held", "cancelled"])
def test_nobody_gets_a_seat_in_what_is_over(state):
    at, makers = training(seats=1), [producer(), producer()]
    first, waits = [
        at.sign_up(organisation=maker.organisation, name="X", by=at.created_by) for maker in makers
    ]
    Training.objects.filter(pk=at.pk).update(state=state, seats=5)
    assert at.fill_up() == []
    assert at.give_back(first) is None
    waits.refresh_from_db()
    assert waits.state == "waiting"


def test_hotel_takes_no_seat_meant_for_producers(english):
    at, hotel = training(), buyer()
    english.force_login(hotel.organisation.members.get())
    assert "sign-up" not in english.get(f"/trainings/{at.pk}/").content.decode()
    sign_up(english, at)
    english.force_login(at.created_by)
    sign_up(english, at, organisation=hotel.organisation_id)
    assert not at.places.exists()
