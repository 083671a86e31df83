"""What a province's producers lack, read from listings and from why buyers said no; who lacks it is told."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forums.models import MeetingRequest, Training
from matching.lacks import lacks_of
from notices.models import Notice
from tests.factories import buyer, producer, product, staff

pytestmark = pytest.mark.django_db


def declined(maker, reason):
    hotel = buyer()
    return MeetingRequest.objects.create(
        producer=maker, buyer=hotel, asked_by_side="producer", asked_by=maker.organisation.members.first(),
        state="declined", decline_reason=reason,
    )  # fmt: skip


def complete(maker):
    """A listing that lacks nothing but a photo's description."""
    return product(maker, packaging_kind="bag", description_en="x", monthly_supply=[10] * 12)


def counted(user):
    return {lack.topic: (lack.listings, lack.refused) for lack in lacks_of(user)}


def test_listing_without_packing_asks_for_a_training_on_packing():
    first, second = producer(), producer()
    product(first, packaging_kind="")
    complete(second)
    assert counted(staff())["packaging"] == (1, 0)


def test_reasons_for_saying_no_count_each_producer_once():
    maker = producer()
    complete(maker)
    declined(maker, "price")
    declined(maker, "price")
    declined(maker, "quality")
    found = counted(staff())
    assert (found["price"], found["packaging"]) == ((0, 1), (0, 1))
    assert "distance" not in found


def test_other_provinces_do_not_count():
    declined(producer("02"), "price")
    assert "price" not in counted(staff("17"))
    assert "price" in counted(staff("02"))


def test_who_lacks_it_is_told_of_the_training_once(english):
    lacking, _other, elsewhere = producer(), producer(), producer("02")
    declined(lacking, "price")
    declined(elsewhere, "price")
    by = staff()
    at = Training.objects.create(
        name_en="Prices", topic="price", province_id="17", created_by=by, state="open",
        starts_at=timezone.now() + timedelta(days=5),
    )  # fmt: skip
    english.force_login(by)
    for told in ("1 producer is told", "0 producers are told"):
        page = english.post(f"/trainings/{at.pk}/invite/", follow=True)
        assert told in page.content.decode()
    told = Notice.objects.filter(kind="training_invitation")
    assert [notice.recipient for notice in told] == [lacking.organisation.members.get()]
    needed = english.get("/trainings/needed/").content.decode()
    assert f"/trainings/{at.pk}/" in needed
