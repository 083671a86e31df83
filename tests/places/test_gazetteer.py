"""Every place of the source is loaded, quirks and all, and loading again changes nothing."""

import pytest
from django.core.management import call_command

from places.models import Commune, District, Province, Village

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("gazetteer")]


@pytest.fixture
def report(capsys):
    call_command("load_places")
    return capsys.readouterr().out


def test_loads_every_level_and_loses_no_village(report):
    counts = [model.objects.count() for model in (Province, District, Commune, Village)]
    assert counts == [25, 210, 1662, 14576]
    assert "lost 0" in report


def test_villages_that_share_a_code_are_all_kept_under_keys_of_their_own(report):
    shared = Village.objects.filter(code="0506140-")
    assert shared.count() == 9
    assert len({village.key for village in shared}) == 9
    assert "26 codes are shared by 80 villages" in report


def test_commune_that_only_villages_name_is_kept_as_provisional(report):
    commune = Commune.objects.get(pk="120913")
    assert commune.provisional
    assert commune.villages.count() == 13
    assert "120913" in report


def test_loading_again_changes_nothing(report):
    before = list(Village.objects.order_by("pk").values())
    call_command("load_places")
    assert list(Village.objects.order_by("pk").values()) == before


def test_villages_are_found_by_khmer_and_english_name_and_by_code(report):
    village = Village.objects.filter(province="17").order_by("pk").first()
    for text in (village.name_km, village.name_en.upper(), village.code):
        assert village in Village.objects.named_like(text), text
