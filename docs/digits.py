"""Make static/src/fonts/khmer-digits.woff2: `python -m docs.digits`, after the Khmer font has a new version.

The ten digits of Noto Sans Khmer (SIL Open Font License 1.1), put where a text has 0-9. Who chose Khmer digits
reads every number of every page in them, while the page itself, what is copied from it and what a screen reader
says stay what they were: no page is made twice for it.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
SOURCE = (
    ROOT
    / "node_modules/@fontsource-variable/noto-sans-khmer/files/noto-sans-khmer-khmer-wght-normal.woff2"
)
TARGET = ROOT / "static/src/fonts/khmer-digits.woff2"
KHMER_ZERO, LATIN_ZERO = 0x17E0, 0x30


def main() -> None:
    font = TTFont(SOURCE)
    subsetter = Subsetter(Options(layout_features=[], name_IDs=[1, 2, 13, 14], notdef_outline=True))
    subsetter.populate(unicodes=range(KHMER_ZERO, KHMER_ZERO + 10))
    subsetter.subset(font)
    for table in font["cmap"].tables:
        table.cmap = {code - KHMER_ZERO + LATIN_ZERO: glyph for code, glyph in table.cmap.items()}
    for record in font["name"].names:
        if record.nameID == 1:
            record.string = "OVOP Khmer Digits"
    font.flavor = "woff2"
    TARGET.parent.mkdir(exist_ok=True)
    font.save(TARGET)
    print(f"{TARGET.relative_to(ROOT)}: {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
