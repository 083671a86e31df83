"""Lay pictures of pages out on sheets that can be looked at whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageDraw

SHEET, CAPTION, GAP = (1960, 1500), 22, 12
INK, PAPER = "#222222", "#c9c4bb"


def lay_out(shots: list[tuple[str, Path]], name: Path) -> Iterator[Path]:
    """Sheets `name`-00.png… of the pictures of `shots` (caption, picture), in order; a long one goes on beside itself.

    Those of an earlier time under that name go.
    """
    for old in name.parent.glob(f"{name.name}-*.png"):
        old.unlink()
    sheet, left, number = _empty(), GAP, 0
    for caption, strip in _strips(shots):
        if left + strip.width > SHEET[0]:
            yield _saved(sheet, name, number)
            sheet, left, number = _empty(), GAP, number + 1
        ImageDraw.Draw(sheet).text((left, 4), caption, fill=INK)
        sheet.paste(strip, (left, CAPTION))
        left += strip.width + GAP
    if left > GAP:
        yield _saved(sheet, name, number)


def _strips(shots: list[tuple[str, Path]]) -> Iterator[tuple[str, Image.Image]]:
    """Each picture in pieces as high as a sheet; wide ones smaller, so that two stand side by side."""
    for caption, path in shots:
        picture = Image.open(path).convert("RGB")
        most = (SHEET[0] - 3 * GAP) // 2
        if picture.width > most:
            picture = picture.resize((most, picture.height * most // picture.width))
        high = SHEET[1] - CAPTION - GAP
        for top in range(0, picture.height, high):
            part = picture.crop((0, top, picture.width, min(picture.height, top + high)))
            yield (caption if not top else f"… {caption}"), part


def _empty() -> Image.Image:
    return Image.new("RGB", SHEET, PAPER)


def _saved(sheet: Image.Image, name: Path, number: int) -> Path:
    target = name.with_name(f"{name.name}-{number:02}.png")
    sheet.save(target)
    return target
