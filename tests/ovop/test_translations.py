"""Every string a person can meet has its Khmer, whole and with the same blanks to fill in."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = (
    "ovop", "places", "accounts", "notices", "producers", "buyers", "forums", "matching", "insights",
)  # fmt: skip
KEYWORDS: dict[str, object] = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
BLANK = re.compile(r"%\(\w+\)[sd]|%[sd]")
Key = tuple[str, str]


@pytest.fixture(scope="module")
def catalogue() -> dict[Key, Message]:
    path = ROOT / "locale/km/LC_MESSAGES/django.po"
    with path.open("rb") as source:
        messages = [message for message in read_po(source, locale="km") if message.id]
    return {_key(message.context, message.id): message for message in messages}


def _key(context: str | None, found: str | tuple[str, ...] | list[str]) -> Key:
    return (context or "", found if isinstance(found, str) else found[0])


def _used() -> Iterator[tuple[Key, Path]]:
    sources = [(path, path.read_text()) for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    for path in (ROOT / "templates").rglob("*"):
        if path.is_file():
            # As Python for the extractor, which would take HTML's indentation for Python's.
            code = templatize(path.read_text(), origin=str(path))
            sources.append((path, "\n".join(line.lstrip() for line in code.splitlines())))
    for path, text in sources:
        for _line, found, _comments, context in extract(
            "python", io.BytesIO(text.encode()), KEYWORDS, options={"encoding": "utf-8"}
        ):
            if found:
                yield _key(context, found), path


def test_every_string_in_code_and_templates_has_its_khmer(catalogue):
    missing = {f"{key[1]!r} in {path.name}" for key, path in _used() if key not in catalogue}
    assert not missing, "run `make messages`, then translate"


def test_nothing_is_untranslated_or_fuzzy(catalogue):
    unfinished = [
        key for key, message in catalogue.items() if message.fuzzy or not _strings(message)[0]
    ]
    assert not unfinished


def _strings(message: Message) -> tuple[str, ...]:
    return (message.string,) if isinstance(message.string, str) else tuple(message.string)


def test_khmer_has_the_same_blanks_to_fill_in(catalogue):
    for key, message in catalogue.items():
        english = message.id if isinstance(message.id, str) else message.id[-1]
        for khmer in _strings(message):
            assert sorted(BLANK.findall(khmer)) == sorted(BLANK.findall(english)), key


def test_no_khmer_string_begins_or_breaks_inside_a_cluster(catalogue):
    """A vowel or subscript sign needs its consonant before it; COENG needs one after it."""
    for key, message in catalogue.items():
        for khmer in _strings(message):
            for before, sign in zip(" " + khmer, khmer + " ", strict=True):
                if before == "្":
                    assert "ក" <= sign <= "ឳ", key
                if unicodedata.category(sign) in ("Mn", "Mc"):
                    assert "ក" <= before <= "៝", key


def test_numbers_in_the_words_are_left_to_the_readers_choice(catalogue):
    """Pages, messages and papers draw 0-9 in Khmer for who chose so; Khmer digits in a sentence would be the only ones."""
    khmer = {
        said
        for message in catalogue.values()
        for said in _strings(message)
        if re.search("[០-៩]", said)
    }
    assert not khmer
