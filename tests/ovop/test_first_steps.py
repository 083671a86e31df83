"""Who is new sees what to do first, ticked off by doing it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from notices.models import Preference
from ovop.first_steps import SHOWN_FOR, first_steps
from producers.models import ProductPhoto
from tests.factories import UserFactory, buyer, producer, product

pytestmark = pytest.mark.django_db


def done(user) -> list[bool]:
    return [step.done for step in first_steps(user)]


def test_steps_of_a_producer_are_ticked_off_one_by_one(django_assert_num_queries):
    assert done(UserFactory(role="producer")) == [False, False, False, False]
    maker = producer("17")
    user = maker.organisation.members.get()
    assert done(user) == [True, False, False, False]
    listed = product(maker)
    assert done(user) == [True, True, False, False]
    ProductPhoto.objects.create(product=listed, image="photos/none.webp", width=1, height=1)
    with django_assert_num_queries(1):
        assert done(user) == [True, True, True, False]
    Preference.objects.create(user=user)
    assert done(user) == []  # all done: the list goes away


def test_what_another_did_is_not_ticked_off():
    product(producer("17"))
    assert done(buyer("17").organisation.members.get())[:2] == [True, False]
    assert done(UserFactory(role="producer")) == [False] * 4


def test_nobody_is_reminded_for_ever():
    long_ago = timezone.now() - SHOWN_FOR - timedelta(days=1)
    assert first_steps(UserFactory(role="producer", date_joined=long_ago)) == []


@pytest.mark.parametrize("role", ["producer", "buyer", "officer"])
def test_every_point_leads_to_a_page(client, gazetteer, role):
    user = UserFactory(role=role, **({"province_id": "17"} if role == "officer" else {}))
    client.force_login(user)
    assert b"first-steps" in client.get("/").content
    for step in first_steps(user):
        assert client.get(step.link).status_code in (200, 302), step


def test_staff_see_no_list(client):
    assert first_steps(UserFactory(role="national")) == []
