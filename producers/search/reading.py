"""What a text asks for: concepts, each with the wordings that would answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ovop.text import PLACE_TITLES, cluster_pairs, words
from producers.search.aliases import Alias, Aliases, aliases

MOST_WORDS = 24
SAME_WEIGHT = 1.0  # the token of a row of the table, for the asker's own words
WORD_BY_WORD = 0.85  # "dried mango" said as a word for dried and a word for mango
PRODUCT_WEIGHT = 1.3  # a word of the table names a product: it tells more than the words around it
CONTEXT_WEIGHT = 0.5  # "for our breakfast": what it is for, not what it is
CONTEXT_WORDS = frozenset({"for", "សម្រាប់", "សំរាប់"})


@dataclass(frozen=True)
class Wording:
    """One way to say a concept: its words, and the cluster pairs of those without spaces."""

    words: tuple[str, ...]
    pairs: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass
class Concept:
    """One thing asked for: any of its wordings will do. The first one is the asker's own."""

    wordings: list[Wording]
    weight: float = 1.0


@dataclass
class Reading:
    """`concepts` in the order asked; `phrase` is the text cut into words, for comparing spelling.

    `categories` are those of the staff's table for the words used, the first named first.
    """

    concepts: list[Concept] = field(default_factory=list)
    phrase: str = ""
    categories: list[str] = field(default_factory=list)
    tokens: tuple[tuple[str, float], ...] = ()

    def __bool__(self) -> bool:
        return bool(self.concepts)


def read(text: str, *, tokens: Iterable[tuple[str, float]] = ()) -> Reading:
    """Cut `text` (its first MOST_WORDS words) into concepts.

    `tokens` are single words of the index, such as a category's, with their weight; they are added as
    concepts of their own. A text without any word gives a reading without concepts.
    """
    cut = list(dict.fromkeys(words(text[:2000])))[:MOST_WORDS]
    telling = [word for word in cut if word not in PLACE_TITLES] or cut
    reading = Reading(phrase=" ".join(telling), tokens=tuple(tokens))
    table, at, context = aliases(), 0, 1.0
    said: set[str] = set()
    while at < len(telling):
        own, same = table.longest_at(telling, at)
        at += len(own)
        if same and said.issuperset(alias.token for alias in same):
            continue  # the same thing again, as in a name given in both languages
        said.update(alias.token for alias in same)
        named = [alias.category for alias in same if alias.category]
        weight = context * (PRODUCT_WEIGHT if named else 1.0)
        reading.concepts.append(Concept(_wordings(own, same, table), weight))
        if context == 1.0:
            reading.categories += named
        if reading.concepts[1:] and own[0] in CONTEXT_WORDS:
            context = CONTEXT_WEIGHT
    reading.concepts += [Concept([Wording((token,))], weight) for token, weight in reading.tokens]
    return reading


def _wordings(own: tuple[str, ...], same: list[Alias], table: Aliases) -> list[Wording]:
    found = [Wording(own, _pairs(own))]
    found += [Wording((alias.token,), weight=SAME_WEIGHT) for alias in same]
    if len(own) > 1:
        parts = [next(table.at([word], 0), None) for word in own]
        if any(parts):
            said = (p[1].token if p else word for p, word in zip(parts, own, strict=True))
            found.append(Wording(tuple(said), weight=WORD_BY_WORD))
    return found


def _pairs(own: tuple[str, ...]) -> tuple[str, ...]:
    # Khmer words stand side by side on paper: the pairs go across them.
    side_by_side = "".join(f" {word} " if word.isascii() else word for word in own)
    pairs = dict.fromkeys(cluster_pairs(side_by_side))
    return tuple(pair for pair in pairs if pair not in own)
