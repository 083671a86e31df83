"""Paper: a Typst template and data become a PDF or a picture. Typst shapes Khmer as it is written."""

from __future__ import annotations

import io
import json
from functools import cache
from pathlib import Path
from typing import Any, Literal

import fontpkg_noto_sans_khmer
import segno
import typst
from django.utils.safestring import SafeString, mark_safe


def compile_paper(
    template: Path, data: dict[str, Any], format_: Literal["pdf", "png"] = "pdf", ppi: float = 144.0
) -> bytes:
    """`template` set with `data`. Raises typst's error when the template itself is wrong."""
    # The root is the disk's, because templates and photos lie apart; what people wrote comes as JSON
    # and is set as text, never run.
    made: bytes = typst.compile(
        template, root=Path("/"), format=format_, font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data)}, ppi=ppi,
    )  # fmt: skip
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, font_paths=[str(Path(fontpkg_noto_sans_khmer.ROOT) / "files")]
    )


def qr_inline(address: str, scale: int) -> SafeString:
    """A QR code of `address` to stand in a page."""
    drawn = segno.make(address, error="m").svg_inline(scale=scale, border=2)
    return mark_safe(drawn)  # noqa: S308 - drawn by us, holds no text of anybody's


def qr_svg(address: str) -> str:
    """A QR code of `address` as SVG text."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind="svg", scale=4, border=1)
    return drawn.getvalue().decode()
