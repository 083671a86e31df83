"""What is shortened reads as it was written."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovop.text import cut

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
KHMER = st.text(
    alphabet=[chr(code) for code in range(0x1780, 0x17D4)] + [" ", "\u17d2", "\u200b", "a", "1"],
    max_size=80,
)
# What may follow the end of a cut in the whole text: a mark or a letter written below belongs to what is before.
JOINED = re.compile("[\u17b4-\u17d1\u17d3\u17dd\u0300-\u036f]")


@given(KHMER, st.integers(2, 60))
def test_a_text_is_never_cut_inside_a_cluster(text, most):
    short = cut(text, most)
    assert len(short) <= most
    if short == text:
        return
    kept = short.removesuffix("…")
    assert text.startswith(kept)
    rest = text[len(kept) :]
    if kept:
        assert not JOINED.match(rest)
        assert not kept.endswith("\u17d2")


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("ស្ត្រីក្នុងភូមិ", 8, "ស្ត្រី…"),  # slicing would leave "ស្ត្រីក្", a letter waiting for its foot
        ("ប្រហុក", 20, "ប្រហុក"),
        ("Palm sugar from the village", 20, "Palm sugar from the…"),
        ("", 5, ""),
    ],
)
def test_examples(text, most, short):
    assert cut(text, most) == short


def test_no_page_shortens_a_text_by_counting_characters():
    """Django's truncatechars cuts Khmer letters apart; `shortened` does not."""
    found = [
        path.name
        for path in TEMPLATES.rglob("*.*")
        if re.search(r"\|truncate|\|slice:\"?:\d+\"? *}}", path.read_text())
    ]
    assert not found
