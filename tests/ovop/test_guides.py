"""The guides name what is really there, in both languages, and are the site's own help."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from ovop.guides.reading import FOLDER, PEOPLE, guide

ROOT = Path(__file__).resolve().parents[2]
BOTH = ("km", "en")
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
SECTION = re.compile(r"^## ", re.MULTILINE)


def text(who: str, language: str) -> str:
    return (FOLDER / f"{who}.{language}.md").read_text()


@pytest.fixture(scope="module")
def words() -> dict[str, set[str]]:
    """What the pages say in each language."""
    with (ROOT / "locale/km/LC_MESSAGES/django.po").open("rb") as source:
        messages = [each for each in read_po(source, locale="km") if each.id]
    english = {each.id if isinstance(each.id, str) else each.id[0] for each in messages}
    return {"en": english, "km": {each.string for each in messages if isinstance(each.string, str)}}


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("who", PEOPLE)
def test_what_a_guide_tells_to_press_is_on_the_pages_in_those_words(who, language, words):
    named = re.findall(r"\*\*(.+?)\*\*", text(who, language))
    assert {each for each in named if not each.startswith("/")} - words[language] == set()


@pytest.mark.parametrize("who", PEOPLE)
def test_both_languages_say_the_same_in_the_same_order(who):
    khmer, english = text(who, "km"), text(who, "en")
    assert len(SECTION.findall(khmer)) == len(SECTION.findall(english))
    shown = [
        [path.split(".")[0] for _alt, path in PICTURE.findall(each)] for each in (khmer, english)
    ]
    assert shown[0] == shown[1]


@pytest.mark.parametrize("language", BOTH)
@pytest.mark.parametrize("who", PEOPLE)
def test_every_picture_is_there_and_small_enough_for_a_slow_line(who, language):
    for alt, path in PICTURE.findall(text(who, language)):
        assert alt
        assert f".{language}." in path, "a picture in the other language"
        assert (FOLDER / path).stat().st_size <= 60_000, path


def test_no_picture_is_left_that_no_guide_shows():
    shown = {
        path
        for who in PEOPLE
        for language in BOTH
        for _alt, path in PICTURE.findall(text(who, language))
    }
    assert {f"pictures/{each.name}" for each in (FOLDER / "pictures").iterdir()} == shown


@pytest.mark.django_db
def test_help_offers_ones_own_guide_first(client, english):
    from tests.factories import UserFactory

    client.force_login(UserFactory(role="buyer"))
    page = client.get("/help/").content.decode()
    assert page.index("For buyers") < page.index("For producers")


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
def test_help_is_the_guide_in_the_readers_language(client, who):
    page = client.get(f"/help/{who}/").content.decode()
    assert guide(who, "km").title in page
    for anchor, heading in guide(who, "km").parts:
        assert f'id="{anchor}"' in page
        assert heading in page


@pytest.mark.django_db
def test_help_for_nobody_is_not_found(client):
    assert client.get("/help/kings/").status_code == 404
