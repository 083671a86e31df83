"""Shortening a text without taking a Khmer letter apart."""

import re

from ovop.text.clusters import joins

_ENDS = re.compile(r"[\s\u200b។៕,;:·]+$")
_LOOK_BACK = 20  # characters given up at most for ending between words


def cut(text: str, most: int) -> str:
    """`text`, or its beginning and "…" in at most `most` characters.

    Never ends inside an orthographic cluster (a base letter with its subscripts, vowels and signs): half of one
    reads as another letter or as a dotted circle. Where a space is near, it ends there.
    """
    if len(text) <= most:
        return text
    end = max(most - 1, 0)
    while end > 0 and joins(text[end - 1], text[end]):
        end -= 1
    space = max(text.rfind(" ", 0, end + 1), text.rfind("\u200b", 0, end + 1))
    if end - space <= min(_LOOK_BACK, end // 2):
        end = space
    return _ENDS.sub("", text[:end]) + "…"
