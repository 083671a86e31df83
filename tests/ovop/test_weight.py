"""What the first page brings along stays small enough for a phone that pays by the megabyte."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

BUILT = Path(__file__).resolve().parents[2] / "static" / "build"
FONTS = sorted((BUILT / "fonts").glob("noto*.woff2"))


def pressed(*names: str) -> int:
    """Bytes of files as they are sent."""
    return sum(len(gzip.compress((BUILT / name).read_bytes(), 9)) for name in names)


@pytest.mark.parametrize("name", ["app.js", "listing.js", "door.js", "board.js", "desk.js"])
def test_scripts_of_a_page_are_under_60_kb(name):
    assert pressed("app.js", *({name} - {"app.js"})) <= 60_000


def test_styles_script_symbols_and_fonts_leave_room_for_the_page():
    """200 KB is what a first visit may weigh; a catalogue page itself has some 12 KB."""
    assert len(FONTS) == 2
    assert (
        pressed("app.css", "app.js", "icons.svg", "logo.svg") + sum(f.stat().st_size for f in FONTS)
        <= 160_000
    )


def test_a_font_for_khmer_digits_is_small_enough_to_be_a_whim():
    assert (BUILT / "fonts/khmer-digits.woff2").stat().st_size <= 5_000
