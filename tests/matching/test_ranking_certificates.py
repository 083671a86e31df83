"""Certificates count for what they cover, while they are in force."""

from datetime import timedelta

import pytest
from django.utils import timezone

from matching.candidates import candidate_products, fetch_candidates
from producers.models import Certificate
from tests.factories import need, producer, product

pytestmark = pytest.mark.django_db


def test_certificate_of_one_product_is_not_credited_to_its_sisters():
    maker = producer()
    certified, sister = product(maker), product(maker)
    Certificate.objects.create(producer=maker, product=certified, kind="organic")
    found = fetch_candidates(need(certificates_wished=["organic"]))
    share = dict(zip(found.ids.tolist(), found.wished.tolist(), strict=True))
    assert share == {certified.pk: 1.0, sister.pk: 0.0}


@pytest.mark.parametrize(("begins", "ends"), [(1, None), (None, -1)], ids=["not yet", "expired"])
def test_certificate_counts_only_while_it_is_in_force(client, begins, ends):
    item, today = product(), timezone.localdate()
    Certificate.objects.create(
        producer=item.producer, kind="organic",
        valid_from=begins and today + timedelta(days=begins),
        valid_until=ends and today + timedelta(days=ends),
    )  # fmt: skip
    assert not candidate_products(need(certificates_required=["organic"])).exists()
    assert item.name_km not in client.get("/products/?certificate=organic").content.decode()
