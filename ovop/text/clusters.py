"""Pairs of written syllables, for scripts that put no spaces between words.

A dictionary cuts the same compound now into one word and now into two, and a misspelt word not at all.
Neighbouring orthographic clusters (a base letter with its subscripts, vowels and signs) are the same
wherever the cut falls, so what shares them is found.
"""

import itertools
import unicodedata
from collections.abc import Iterator

from ovop.text.segmentation import normalise

# Scripts written without spaces: Thai, Lao, Myanmar, Khmer, kana, Han.
_UNSPACED = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17D3),
    (0x3040, 0x30FF),
    (0x3400, 0x9FFF),
)
_STACKERS = "\u17d2\u1039"  # the next consonant is written below this one
_JOINER = "\u200d"
MOST_PAIRS = 600  # of one text


def cluster_pairs(text: str) -> list[str]:
    """Each two neighbouring clusters of the unspaced runs of `text`, in order, normalised."""
    return [
        first + second
        for run in _runs(normalise(text))
        for first, second in itertools.pairwise(run)
    ][:MOST_PAIRS]


def joins(before: str, character: str) -> bool:
    """Whether `character` belongs to the cluster of the character `before` it."""
    return before in _STACKERS or character == _JOINER or unicodedata.category(character)[0] == "M"


def _runs(text: str) -> Iterator[list[str]]:
    """The clusters of each run of an unspaced script; `text` is normalised."""
    run: list[str] = []
    for character in text:
        if run and joins(run[-1][-1], character):
            run[-1] += character
        elif _is_unspaced(character):
            run.append(character)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_unspaced(character: str) -> bool:
    code = ord(character)
    return (
        code >= _UNSPACED[0][0]
        and character.isalpha()
        and any(low <= code <= high for low, high in _UNSPACED)
    )
