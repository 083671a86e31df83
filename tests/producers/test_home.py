"""A producer's home: what waits, how often one was seen, what would sell more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from producers.advice import advice_for
from producers.models import Certificate, ListingDraft, Product, ProductViews, Visit, VisitRequest
from tests.factories import producer, product
from tests.producers.test_photos import ready_photo

pytestmark = pytest.mark.django_db


def test_home_shows_everything_that_waits(english):
    maker = producer()
    person = maker.organisation.members.get()
    product(maker, state=Product.State.CHANGES_REQUESTED, name_en="To change")
    ending = product(maker, name_en="Ending")
    soon = timezone.localdate() + timedelta(days=20)
    Product.objects.filter(pk=ending.pk).update(valid_until=soon)
    Certificate.objects.create(producer=maker, kind="halal", number="H-77", valid_until=soon)
    ListingDraft.objects.create(
        producer=maker, started_by=person, data={"name_en": ["Half written"]}, step=3
    )
    offered = Visit.objects.create(producer=maker, kind="meal", name_en="Lunch", days=[1])
    VisitRequest.objects.create(visit=offered, name="Dara", phone="+85512345678", day=soon)
    for _ in range(4):
        ProductViews.add({(ending.pk, timezone.localdate()): 1})
    english.force_login(person)
    page = english.get("/").content.decode()
    for text in (
        "Changes asked for To change", "The registration of Ending ends on", "Halal H-77",
        "Half written", "1 visitor would like to come", "<strong>4</strong>",
    ):  # fmt: skip
        assert text in page


def test_advice_is_ranked_and_concrete():
    item = product(name_en="")
    texts = [advice.text for advice in advice_for([item], Product.objects.public())]
    assert len(texts) >= 3
    weights = [advice.weight for advice in advice_for([item], Product.objects.public())]
    assert weights == sorted(weights, reverse=True)
    assert weights[0] == 100, "the photo comes first"


def test_complete_listing_gets_no_advice():
    item = product(description_km="រឿង", packaging_kind="jar")
    for colour in ("#a00", "#0a0", "#00a"):
        ready_photo(item, colour)
    assert advice_for([Product.objects.get(pk=item.pk)], Product.objects.public()) == []


def test_dear_product_is_told_what_is_usual():
    maker = producer()
    for _ in range(6):
        product(maker)
    dear = product(maker, price="90000")
    weights = {advice.weight for advice in advice_for([dear], Product.objects.public())}
    assert 50 in weights
