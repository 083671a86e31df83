"""Choosing a place with and without JavaScript."""

import pytest

from places.fields import Picked, PlaceField
from places.geography import PROVINCES, distance_km

pytestmark = pytest.mark.django_db
STEPS = {"village-province": "17", "village-district": "1710", "village-commune": "171007"}


def test_each_level_opens_the_next_list(client, gazetteer):
    page = client.get(
        "/places/picker/", {"field": "village", "level": "village", "village-province": "17"}
    )
    assert b'name="village-district"' in page.content
    assert b'name="village-commune"' not in page.content


def test_changing_the_province_forgets_the_levels_below(gazetteer):
    picked = Picked.from_data(STEPS | {"village-province": "02"}, "village")
    assert (picked.province, picked.district, picked.commune) == ("02", "", "")


def test_search_finds_by_khmer_and_by_english_name(client, gazetteer):
    for text in ("ភូមិមួយ", "phum muoy 17"):
        page = client.get(
            "/places/search/", {"field": "village", "level": "village", "village-text": text}
        )
        assert b"village:17100701" in page.content


def test_search_that_finds_nothing_says_what_to_do(client, gazetteer):
    page = client.get(
        "/places/search/",
        {"field": "village", "level": "village", "village-text": "zzz", "lang": "en"},
    )
    assert "Try fewer letters" in page.content.decode()


def test_found_place_wins_over_half_chosen_lists(gazetteer):
    data = {"village-found": "village:17100701", "village-province": "02"}
    assert PlaceField().clean(Picked.from_data(data, "village")).pk == "17100701"


def test_place_too_shallow_is_refused_with_a_sentence(gazetteer):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        PlaceField().clean(Picked(province="17"))


def test_foreign_field_name_and_level_are_not_found(client):
    assert client.get("/places/picker/", {"field": "<b>", "level": "village"}).status_code == 404
    assert client.get("/places/picker/", {"field": "v", "level": "galaxy"}).status_code == 404


def test_form_without_javascript_comes_back_with_the_next_list(english, gazetteer):
    from tests.factories import UserFactory

    english.force_login(UserFactory())
    page = english.post(
        "/my/producer/", {"name_km": "សុខា", "village-province": "17", "_refresh": "steps"}
    )
    text = page.content.decode()
    assert 'name="village-district"' in text
    assert 'value="សុខា"' in text
    assert "Not saved yet" not in text


def test_distances_are_symmetric_and_real():
    assert distance_km("17", "17") == 0
    assert distance_km("17", "12") == distance_km("12", "17")
    assert 220 < distance_km("17", "12") < 240  # Siem Reap - Phnom Penh as the crow flies
    assert len({facts.tile for facts in PROVINCES.values()}) == 25
