"""A guide of docs/guide/ as HTML. The files are the only place where they are written."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "guide"
# In the order in which they are offered; the names of roles where a role has the guide.
PEOPLE = ("producer", "buyer", "officer", "staff", "national", "visitor")
PICTURES = "pictures/"  # in the files; "guide/" among the static files


@dataclass(frozen=True)
class Guide:
    """`title` without marks; `parts`: (anchor, heading) of each section; `html` without the title."""

    title: str
    parts: tuple[tuple[str, str], ...]
    html: SafeString


@lru_cache(maxsize=32)
def guide(who: str, language: str) -> Guide:
    """The guide for `who` (one of PEOPLE) in "km" or "en". Raises FileNotFoundError for another."""
    reader = MarkdownIt("commonmark", {"html": False})
    tokens = reader.parse((FOLDER / f"{who}.{language}.md").read_text())
    title = tokens[1].content
    parts = []
    for number, (opening, inside) in enumerate(itertools.pairwise(tokens)):
        if opening.type == "heading_open" and opening.tag == "h2":
            anchor = slugify(inside.content) or f"part-{number}"  # a Khmer heading slugs to nothing
            opening.attrSet("id", anchor)
            parts.append((anchor, inside.content))
        for each in inside.children or []:
            _picture(each)
    html = reader.renderer.render(tokens[3:], reader.options, {})
    return Guide(title, tuple(parts), mark_safe(html))  # noqa: S308  (our own files, and HTML in them is off)


def _picture(token: Token) -> None:
    """Point a picture of the file to the static one, fetched when it comes into view."""
    source = str(token.attrGet("src") or "")
    if token.type == "image" and source.startswith(PICTURES):
        with Image.open(FOLDER / source) as picture:
            width, height = picture.size
        # With their size, so that the text below does not jump when they come.
        token.attrSet("width", width)
        token.attrSet("height", height)
        if height > width:
            token.attrSet("class", "guide__phone")
        token.attrSet("src", static("guide/" + source.removeprefix(PICTURES)))
        token.attrSet("loading", "lazy")
