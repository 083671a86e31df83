"""The pages kept for visitors: the same page, never somebody else's, and new after a change."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import transaction
from django.utils import timezone

from insights.counting import PAGES, refresh
from insights.models import ClosedYear, Target
from ovop.kernel.visitors import forget_pages
from tests.factories import UserFactory, producer
from tests.insights.world import registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def country():
    registered(producer("17"), timezone.localdate())
    refresh()


def test_second_visitor_gets_the_page_without_a_query(client, country, django_assert_num_queries):
    first = client.get("/figures/")
    with django_assert_num_queries(0):
        second = client.get("/figures/")
    assert second.content == first.content


def test_who_has_the_page_is_told_that_it_is_the_same(client, country):
    etag = client.get("/figures/").headers["ETag"]
    again = client.get("/figures/", headers={"if-none-match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_page_is_new_once_something_was_counted(
    client, country, django_capture_on_commit_callbacks
):
    before = client.get("/figures/products/")
    registered(producer("17"), timezone.localdate())
    with django_capture_on_commit_callbacks(execute=True):
        refresh()
    after = client.get("/figures/products/", headers={"if-none-match": before.headers["ETag"]})
    assert after.status_code == 200
    assert after.content != before.content


def test_page_stays_kept_when_the_change_is_undone(client, country):
    client.get("/figures/")
    kept = set(cache._cache)
    with pytest.raises(RuntimeError), transaction.atomic():
        forget_pages(PAGES)
        raise RuntimeError
    assert set(cache._cache) == kept


def test_each_language_has_its_own_page(client, english, country):
    client.cookies["ovop_language"] = "km"
    assert "OVOP in figures" not in client.get("/figures/").content.decode()
    client.cookies["ovop_language"] = "en"
    assert "OVOP in figures" in client.get("/figures/").content.decode()


def test_signed_in_reader_never_gets_the_visitors_page_nor_leaves_one(client, country):
    national = UserFactory(role="national")
    visitor = client.get("/figures/").content.decode()
    client.force_login(national)
    own = client.get("/figures/").content.decode()
    assert "signed-in" in own
    assert "signed-in" not in visitor
    client.logout()
    client.cookies.clear()
    assert client.get("/figures/").content.decode() == visitor


def test_target_set_by_the_committee_shows_at_once(
    client, country, django_capture_on_commit_callbacks
):
    client.get("/figures/")
    signed_in = type(client)()
    signed_in.force_login(UserFactory(role="national"))
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post("/figures/targets/?province=all", {"products": "777"})
    assert Target.objects.filter(value=777).exists()
    assert "777" in client.get("/figures/").content.decode()


def test_closed_year_shows_at_once(client, country, django_capture_on_commit_callbacks):
    before = client.get("/figures/?year=2020").content
    signed_in = type(client)()
    signed_in.force_login(UserFactory(role="national"))
    with django_capture_on_commit_callbacks(execute=True):
        signed_in.post("/figures/years/2020/close/")
    assert ClosedYear.objects.exists()
    assert client.get("/figures/?year=2020").content != before


@pytest.mark.parametrize("query", ["x=1", "year=2020&year=2021", "map=" + "a" * 300])
def test_addresses_of_ones_own_making_fill_nothing(client, country, query):
    assert client.get(f"/figures/?{query}").status_code == 200
    assert not [key for key in cache._cache if "page:figures" in key]
