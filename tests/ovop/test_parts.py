"""Parts of the pages of who is signed in: made once for all of a kind, never shown to another, new at once."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ovop.kernel import parts
from producers.models import Product
from tests.access.world import world
from tests.factories import UserFactory, producer, staff

pytestmark = pytest.mark.django_db(transaction=True)
MAIN = re.compile(r"<main.*</main>", re.S)


@pytest.fixture
def here(settings):
    """A province with everything in it, where parts are kept."""
    settings.KEEPS_PARTS = True
    parts.clear()
    yield world("17")
    parts.clear()


def as_(user):
    client = Client()
    client.cookies["ovop_language"] = "en"
    client.force_login(user)
    return client


def a_buyer():
    return as_(UserFactory(role="buyer"))


def page(client, path):
    return client.get(path).content.decode()


def test_parts_are_made_once_and_ask_nothing_then(here):
    one, other = a_buyer(), a_buyer()
    for path in ("/products/", here.at["product"].get_absolute_url(), "/figures/"):
        first = page(one, path)
        with CaptureQueriesContext(connection) as queries:
            second = page(other, path)
        asked = " ".join(query["sql"] for query in queries)
        assert "producers_productphoto" not in asked and "insights_bucket" not in asked, path
        assert MAIN.search(first)[0] == MAIN.search(second)[0]


def test_each_reader_of_a_product_sees_the_buttons_of_their_own_kind(here):
    path = here.at["product"].get_absolute_url()
    visitor = Client()
    visitor.cookies["ovop_language"] = "en"
    readers = {
        "buyer": as_(here.buyer_user), "maker": as_(here.producer_user),
        "other maker": as_(producer("02").organisation.members.get()), "visitor": visitor,
    }  # fmt: skip
    for _time in range(2):  # made, and kept from whoever came before
        seen = [page(client, path) for client in readers.values()]
        assert ["Ask for a price" in each for each in seen] == [True, False, False, False]
        assert ["Ready for export?" in each for each in seen] == [False, True, False, False]
        assert ["Sign in to ask" in each for each in seen] == [False, False, False, True]


def test_change_shows_at_once(here):
    it, client = here.at["product"], a_buyer()
    for path in ("/products/", it.get_absolute_url()):
        assert "Renamed" not in page(client, path)
    Product.objects.filter(pk=it.pk).update(name_en="Renamed")
    for path in ("/products/", it.get_absolute_url()):
        assert "Renamed" in page(client, path), path


def test_product_that_is_suspended_is_gone_for_who_saw_it_before(here):
    it, client = here.at["product"], a_buyer()
    assert client.get(it.get_absolute_url()).status_code == 200
    Product.objects.filter(pk=it.pk).update(state="suspended")
    assert client.get(it.get_absolute_url()).status_code == 404


def test_figures_of_a_province_are_kept_for_its_own_staff_alone(here):
    """Small groups show to the province's staff and to the Committee, whoever came first."""
    readers = {
        "own": as_(here.staff), "far": as_(staff("02")), "national": as_(UserFactory(role="national")),
    }  # fmt: skip
    path, fresh = "/figures/?province=17", {}
    for who, client in readers.items():
        parts.clear()
        fresh[who] = MAIN.search(page(client, path))[0]
    parts.clear()
    for who in ("own", "far", "national", "far", "own"):
        seen = MAIN.search(page(readers[who], path))[0]
        assert without_tokens(seen) == without_tokens(fresh[who]), who


def without_tokens(text):
    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", text)


def test_card_that_stands_in_many_lists_is_new_in_all_of_them(here):
    it, client = here.at["product"], a_buyer()
    lists = ("/products/", f"/villages/{it.village_id}/", "/provinces/17/")
    for path in lists:
        page(client, path)
    Product.objects.filter(pk=it.pk).update(name_en="Renamed")
    for path in lists:
        assert "Renamed" in page(client, path), path


def test_store_holds_no_more_than_it_may(here, monkeypatch):
    monkeypatch.setattr(parts, "MOST", 50_000)
    client = a_buyer()
    for price in range(12):
        page(client, f"/products/?price_to={price}")
    assert 0 < parts._store._size <= 50_000
