"""Certificates count for what they cover, while they are in force."""

from datetime import timedelta

import pytest
from django.utils import timezone

from matching.candidates import find_pairs, needs_table, read_needs
from matching.ranking import score
from producers.models import Certificate
from tests.factories import need, producer, product

pytestmark = pytest.mark.django_db


def pairs_of(wanted):
    return find_pairs([wanted], read_needs([wanted]))


def test_certificate_of_one_product_is_not_credited_to_its_sisters():
    maker = producer()
    certified, sister = product(maker), product(maker)
    Certificate.objects.create(producer=maker, product=certified, kind="organic")
    wanted = need(certificates_wished=["organic"])
    found = pairs_of(wanted)
    wishes = score(needs_table([wanted]), found).factors["certificates"]
    share = dict(zip(found.product.tolist(), wishes.tolist(), strict=True))
    assert share == {certified.pk: 1.0, sister.pk: 0.0}


@pytest.mark.parametrize(("begins", "ends"), [(1, None), (None, -1)], ids=["not yet", "expired"])
def test_certificate_counts_only_while_it_is_in_force(client, begins, ends):
    item, today = product(), timezone.localdate()
    Certificate.objects.create(
        producer=item.producer, kind="organic",
        valid_from=begins and today + timedelta(days=begins),
        valid_until=ends and today + timedelta(days=ends),
    )  # fmt: skip
    assert not len(pairs_of(need(certificates_required=["organic"])))
    assert item.name_km not in client.get("/products/?certificate=organic").content.decode()
