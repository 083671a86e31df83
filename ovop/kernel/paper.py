"""Paper: a Typst template and data become a PDF or a picture. Typst shapes Khmer as it is written."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import fontpkg_noto_sans_khmer
import segno
import typst
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from ovop.text import khmer_digits, khmer_numbers

if TYPE_CHECKING:
    from accounts.scope import AnyUser

View = Callable[..., HttpResponse]
_khmer_numbers: ContextVar[bool] = ContextVar("khmer_numbers", default=False)
_AS_THEY_ARE = frozenset(
    {"language", "size", "photo", "qr", "code", "codes", "phone", "other", "other-name"}
)
_DRAWN_TEXT = re.compile(r"(?<=>)[^<>]+(?=</text>)")


def compile_paper(
    template: Path, data: dict[str, Any], format_: Literal["pdf", "png"] = "pdf", ppi: float = 144.0
) -> bytes:
    """`template` set with `data`, its numbers as `numbers_for` says.

    Raises typst's error when the template itself is wrong.
    """
    khmer = _khmer_numbers.get() and data["language"] == "km"
    data = {**(_in_khmer_digits(data) if khmer else data), "digits": "khmer" if khmer else "latin"}
    # The root is the disk's, because templates and photos lie apart; what people wrote comes as JSON
    # and is set as text, never run.
    made: bytes = typst.compile(
        template, root=Path("/"), format=format_, font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data)}, ppi=ppi,
    )  # fmt: skip
    return made


@contextmanager
def numbers_for(reader: AnyUser) -> Iterator[None]:
    """Papers made inside have their numbers in the digits that `reader` chose; Khmer ones in Khmer only."""
    token = _khmer_numbers.set(getattr(reader, "digits", "") == "khmer")
    try:
        yield
    finally:
        _khmer_numbers.reset(token)


def in_readers_digits(view: View) -> View:
    """The papers that `view` makes have their numbers in the digits its reader chose."""

    @wraps(view)
    def answer(request: HttpRequest, *given: Any, **named: Any) -> HttpResponse:
        with numbers_for(request.user):
            return view(request, *given, **named)

    return answer


def _in_khmer_digits(value: Any, name: str = "") -> Any:
    """Every text of `value`, but for those that are read by machines or typed from the paper."""
    if isinstance(value, dict):
        return {key: _in_khmer_digits(each, key) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_in_khmer_digits(each, name) for each in value]
    if not isinstance(value, str) or name in _AS_THEY_ARE:
        return value
    if name == "svg":
        return _DRAWN_TEXT.sub(lambda found: khmer_digits(found[0]), value)
    return khmer_numbers(value)


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
