"""The demo: an invented world in which people can go on."""

from __future__ import annotations

import pytest
from django.utils import timezone

from ovop.demo.kinds import KINDS
from ovop.demo.world import World
from producers.categories import load_categories

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(gazetteer):
    load_categories()
    return World


def test_next_registration_takes_a_number_that_no_product_of_the_demo_has(world):
    drawn = world()
    products = drawn.products(drawn.producers(), timezone.now())
    numbers: dict[tuple[str, int], list[int]] = {}
    for each in products:
        _kh, _ovop, code, year, number = each.registration_number.split("-")
        assert int(year) == timezone.localtime(each.registered_at).year
        numbers.setdefault((code, int(year)), []).append(int(number))
    assert {place: sorted(found) for place, found in numbers.items()} == {
        place: list(range(1, last + 1)) for place, last in drawn.registered.items()
    }


def test_a_product_of_a_kind_of_two_is_called_by_its_own_name():
    for kind in KINDS:
        for variant in kind.variants:
            _km, english = kind.names(variant)
            name, _comma, ending = english.partition(", ")
            assert ending.lower() not in name.lower().split(" and ") or not ending, english
