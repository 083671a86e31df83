"""Who answers for which place."""

import pytest
from django.contrib.auth.models import AnonymousUser

from accounts.models import Role
from producers.models import Product
from tests.factories import UserFactory, producer, product, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def drafts():
    return {code: product(producer(code), state=Product.State.DRAFT) for code in ("17", "02")}


def visible(user):
    return set(Product.objects.visible_to(user))


def test_staff_see_drafts_of_their_province_only(drafts):
    assert visible(staff("17")) == {drafts["17"]}


def test_officer_sees_drafts_of_their_commune_only(drafts):
    officer = UserFactory(role=Role.OFFICER, province_id="02", commune_id="021007")
    assert visible(officer) == {drafts["02"]}


def test_national_committee_sees_every_province(drafts):
    assert visible(UserFactory(role=Role.NATIONAL)) == set(drafts.values())


def test_disabled_staff_see_nothing_but_the_catalogue(drafts):
    gone = staff("17")
    gone.is_active = False
    assert visible(gone) == set()


def test_visitors_and_strangers_see_only_the_catalogue(drafts):
    public = product(producer("17"))
    assert visible(AnonymousUser()) == {public}
    assert visible(UserFactory()) == {public}


def test_members_see_their_own_drafts(drafts):
    member = drafts["17"].producer.organisation.members.get()
    assert visible(member) == {drafts["17"]}
