"""The demo: an invented world in which people can go on."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ovop.demo.kinds import KINDS
from ovop.demo.world import World
from producers.categories import load_categories
from producers.models import RegistrationCounter

pytestmark = pytest.mark.django_db


def test_next_registration_takes_a_number_that_no_product_of_the_demo_has(gazetteer):
    load_categories()
    drawn = World()
    products = drawn.products(drawn.producers(), timezone.now())
    RegistrationCounter.objects.bulk_create(drawn.counters())
    numbers = {each.registration_number for each in products}
    assert len(numbers) == len(products)
    for each in products:
        year = timezone.localtime(each.registered_at).year
        assert each.registration_number.startswith(f"KH-OVOP-{each.province_id}-{year}-")
        assert RegistrationCounter.next_number(each.province_id, year) not in numbers


def test_a_product_of_a_kind_of_two_is_called_by_its_own_name():
    for kind in KINDS:
        for variant in kind.variants:
            _km, english = kind.names(variant)
            name, _comma, ending = english.partition(", ")
            assert ending.lower() not in name.lower().split(" and ") or not ending, english
