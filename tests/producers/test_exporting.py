"""Ready for export: the code by words, what a market asks for, what is missing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from producers.export_readiness import checklist, load_market_rules, refresh_flag, refresh_flags
from producers.models import Certificate, Product
from producers.tariff import BY_CODE, HEADINGS, find_headings
from tests.factories import product, staff
from tests.producers.test_photos import ready_photo

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("smoked fish", "030549"), ("ត្រីឆ្អើរ", "030549"), ("palm sugar", "170113"), ("ស្ករត្នោត", "170113"),
        ("silk scarf", "621410"), ("Kampot pepper", "090411"), ("0409", "040900"), ("honey 50 cl", "040900"), ("fish sauce 750 ml", "210390"),
    ],
)  # fmt: skip
def test_code_is_found_by_words_in_both_languages_or_by_its_beginning(words, code):
    assert code in [heading.code for heading in find_headings(words)[:3]]


def test_codes_are_six_digits_and_none_twice():
    assert len(BY_CODE) == len(HEADINGS)
    assert all(len(code) == 6 and code.isdigit() for code in BY_CODE)


@pytest.mark.parametrize("words", ["", "???", "spaceship", "\u200b"])
def test_words_that_fit_nothing_find_nothing(words):
    assert find_headings(words) == []


def ready() -> Product:
    item = product(
        description_en="Salted and kept in jars.", packaging_kind="jar", hs_code="030569",
        shelf_life_days=365,
    )  # fmt: skip
    ready_photo(item, "#aa0000")
    Certificate.objects.create(producer=item.producer, kind="haccp")
    return Product.objects.get(pk=item.pk)


def missing(item, market=""):
    return {point.name for point in checklist(item, market) if not point.done}


def test_complete_product_is_ready_and_shown_as_such(client):
    item = ready()
    assert missing(item) == set()
    assert refresh_flag(item)
    assert item in client.get("/products/?export=true").context["page"]


@pytest.mark.parametrize(
    ("change", "point"),
    [
        ({"hs_code": ""}, "hs_code"), ({"name_en": ""}, "english"), ({"packaging_kind": "bag"}, "packaging"),
        ({"shelf_life_days": 10}, "keeps"),
    ],
)  # fmt: skip
def test_each_missing_thing_is_named(change, point):
    item = ready()
    for name, value in change.items():
        setattr(item, name, value)
    assert missing(item) == {point}


def test_readiness_ends_with_the_certificate():
    item = ready()
    refresh_flag(item)
    Certificate.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
    assert refresh_flags(Product.objects.all()) == 1
    assert not Product.objects.get(pk=item.pk).export_ready


def test_market_adds_what_it_asks_for():
    item = ready()
    from producers.models import Category

    Category.objects.get_or_create(code="food", defaults={"name_en": "Food"})
    assert load_market_rules()
    assert missing(item, "jp") == set()
    assert missing(item, "gcc") == {"market"}


def test_owner_takes_a_code_and_others_cannot(english):
    item = product()
    url = f"/products/{item.pk}/export/"
    english.force_login(staff("02"))
    assert english.get(url).status_code == 404
    assert english.post(url, {"hs_code": "030569"}).status_code == 404
    english.force_login(item.producer.organisation.members.get())
    assert "030569" in english.get(url).content.decode()
    english.post(url, {"hs_code": "999999"})
    english.post(f"{url}?market=xx&q=%00", {"hs_code": "030569"})
    item.refresh_from_db()
    assert item.hs_code == "030569"
