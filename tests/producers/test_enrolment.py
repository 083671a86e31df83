"""Officers enrol producers without a phone, within their area."""

import pytest

from accounts.models import Role
from producers.models import Producer
from tests.factories import UserFactory, producer, tiny_gazetteer

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(english):
    tiny_gazetteer()
    person = UserFactory(role=Role.OFFICER, province_id="17", commune_id="171007")
    english.force_login(person)
    return person


def enrol(client, village, **changes):
    return client.post(
        "/producers/enrol/",
        {
            "name_km": "យាយស",
            "kind": "household",
            "village-found": f"village:{village}",
            "members_count": "1",
            "agreed": "word",
        }
        | changes,
    )


def test_officer_enrols_a_producer_without_account_and_goes_on_to_their_product(english, officer):
    page = enrol(english, "17100701")
    made = Producer.objects.get()
    assert made.enrolled_by == officer
    assert made.organisation.members.count() == 0
    assert page.url == f"/producers/{made.pk}/products/new/"
    assert english.get(page.url).status_code == 200


def test_officer_cannot_enrol_outside_their_commune(english, officer):
    page = enrol(english, "02100701")
    assert "outside the area" in page.content.decode()
    assert not Producer.objects.exists()


def test_officer_lists_only_producers_of_their_commune(english, officer):
    near, far = producer("17", name_en="Near"), producer("02", name_en="Far")
    text = english.get("/producers/").content.decode()
    assert near.organisation.name_en in text
    assert far.organisation.name_en not in text
    assert english.get(f"/producers/{far.pk}/products/new/").status_code == 404


def test_producers_may_not_enrol_others(english):
    english.force_login(UserFactory())
    assert english.get("/producers/enrol/").status_code == 403


def test_nobody_is_enrolled_who_was_not_asked(english, officer):
    page = enrol(english, "17100701", agreed="")
    assert "Ask them first" in page.content.decode()
    assert not Producer.objects.exists()
    enrol(english, "17100701", agreed="paper")
    assert Producer.objects.get().agreed == "paper"


@pytest.mark.parametrize(
    ("changes", "alike"),
    [
        ({"name_km": "យាយ ស"}, True), ({"name_km": "អ្នកផ្សេង", "phone": "012 345 678"}, True),
        ({"name_km": "អ្នកផ្សេង"}, False),
    ],
)  # fmt: skip
def test_who_is_enrolled_already_is_shown_before_anything_is_saved(
    english, officer, changes, alike
):
    enrol(english, "17100701", phone="012345678")
    first = Producer.objects.get()
    page = enrol(english, "17100701", **changes)
    assert (page.status_code == 200) is alike
    if alike:
        assert f"/producers/{first.pk}/" in page.content.decode()
        assert "enrolled already" in page.content.decode()
        enrol(english, "17100701", sure="1", **changes)
    assert Producer.objects.count() == 2
