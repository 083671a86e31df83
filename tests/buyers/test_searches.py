"""Searches that people keep, and what they are told of them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Role
from buyers.models import SavedSearch
from buyers.tasks import tell_saved_searches
from notices.models import Notice
from producers.models import Product
from tests.factories import UserFactory, category, need, producer, product

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(english):
    person = UserFactory(role=Role.BUYER)
    english.force_login(person)
    return person


def keep(english, kind="products", **filters):
    return english.post(f"/my/searches/keep/{kind}/", {"name": "Prahok"} | filters, follow=True)


def registered(maker=None, **fields):
    return product(maker, **{"registered_at": timezone.now()} | fields)


def a_day_passes():
    ago = timezone.now() - timedelta(hours=21)
    SavedSearch.objects.update(told_at=ago, looked_at=ago)
    Product.objects.update(registered_at=ago)


def told(person):
    return [notice.context["count"] for notice in Notice.objects.filter(recipient=person)]


def test_kept_search_tells_of_a_product_registered_later_and_only_once(english, reader):
    registered()
    keep(english, q="prahok", month="5")
    assert tell_saved_searches() == 0
    registered()
    registered(name_en="Silk scarf", name_km="", category=category("silk", "textile"))
    assert tell_saved_searches() == 1
    assert tell_saved_searches() == 0
    assert told(reader) == [1]
    notice = Notice.objects.get(recipient=reader)
    assert notice.link == "/products/?q=prahok&month=5"


def test_next_alert_waits_a_day_and_counts_only_what_came_since(english, reader):
    keep(english, q="prahok")
    registered()
    tell_saved_searches()
    a_day_passes()
    registered()
    assert tell_saved_searches() == 1
    registered()
    assert tell_saved_searches() == 0
    assert told(reader) == [1, 1]


def test_page_shows_what_is_new_until_its_owner_looks(english, reader):
    keep(english, q="prahok")
    registered()
    tell_saved_searches()
    kept = SavedSearch.objects.get()
    assert "1 new" in english.get("/my/searches/").content.decode()
    assert english.post(f"/my/searches/{kept.pk}/look/").url == "/products/?q=prahok"
    assert "1 new" not in english.get("/my/searches/").content.decode()


def test_producer_is_told_of_new_needs_but_never_of_those_they_may_not_see(english):
    person = UserFactory()
    producer(user=person)
    english.force_login(person)
    keep(english, "needs", q="prahok")
    need(opened_at=timezone.now(), visibility="invited")
    assert tell_saved_searches() == 0
    need(opened_at=timezone.now())
    assert tell_saved_searches() == 1


def test_same_search_is_kept_once_whatever_the_order(english, reader):
    keep(english, q="prahok", month="5")
    keep(english, month="5", q=" prahok ", sort="cheapest", page="2")
    assert SavedSearch.objects.count() == 1


def test_nothing_and_too_many_are_refused_with_a_sentence(english, reader, monkeypatch):
    assert "Type a word or choose a filter first" in keep(english).content.decode()
    monkeypatch.setattr("buyers.searches.MOST_SEARCHES", 1)
    keep(english, q="honey")
    assert "You keep 1 searches already" in keep(english, q="rice").content.decode()


def test_a_search_is_its_owners_alone(english, reader):
    other = SavedSearch.objects.create(user=UserFactory(), kind="products", query="q=x", name="x")
    assert english.post(f"/my/searches/{other.pk}/remove/").status_code == 404
    assert english.post(f"/my/searches/{other.pk}/look/").status_code == 404
    mine = SavedSearch.objects.create(user=reader, kind="products", query="q=x", name="x")
    english.post(f"/my/searches/{mine.pk}/remove/")
    assert list(SavedSearch.objects.all()) == [other]


def test_search_that_fails_does_not_silence_the_others(english, reader, monkeypatch):
    keep(english, q="honey")
    keep(english, q="prahok")
    registered()

    def count_or_fail(saved, since=None):
        if "honey" in saved.query:
            raise ValueError(saved.query)
        return 1

    monkeypatch.setattr("buyers.tasks.count_news", count_or_fail)
    assert tell_saved_searches() == 1


def test_long_khmer_search_is_kept_and_told(english, reader, gazetteer):
    words = "ប្រហុកត្រីកំភ្លាញសម្រាប់ម្ហូបអាហារពេលព្រឹកនៅសណ្ឋាគាររបស់យើងក្នុងក្រុង"
    assert keep(english, q=words, province="17").status_code == 200
    registered(name_km=words)
    assert tell_saved_searches() == 1
    assert len(Notice.objects.get(recipient=reader).link) > 500


def test_filter_that_makes_no_sense_is_not_kept_and_does_not_widen_it(english, reader, gazetteer):
    keep(english, province="17", category="honey-gone", month="99")
    assert SavedSearch.objects.get().query == "province=17"
    SavedSearch.objects.update(query="province=17&category=honey-gone")
    registered(producer("02"))
    assert tell_saved_searches() == 0


def test_page_costs_the_same_for_many_searches(english, reader, django_assert_max_num_queries):
    for number in range(15):
        keep(english, q=f"prahok {number}")
    with django_assert_max_num_queries(6):
        english.get("/my/searches/")
