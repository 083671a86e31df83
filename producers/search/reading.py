"""What a text asks for: concepts, each with the wordings that would answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from ovop.text import PLACE_TITLES, cluster_pairs, words
from producers.search.aliases import Alias, Aliases, aliases

MOST_WORDS = 24
ALIAS_WEIGHT = 0.9  # a wording of the table counts a little less than the asker's own
WORD_BY_WORD = 0.8  # ... and one put together of its words' wordings a little less than that
PRODUCT_WEIGHT = 1.6  # a word of the table names a product: it tells more than the words around it
CONTEXT_WEIGHT = 0.5  # "for our breakfast": what it is for, not what it is
CONTEXT_WORDS = frozenset({"for", "សម្រាប់", "សំរាប់"})
PAIRS_WEIGHT = 0.6  # all cluster pairs of a wording together, for one whole word


@dataclass(frozen=True)
class Wording:
    """One way to say a concept: its words, and the cluster pairs of those without spaces."""

    words: tuple[str, ...]
    pairs: tuple[str, ...]
    weight: float


@dataclass
class Concept:
    """One thing asked for: any of its wordings will do. The first one is the asker's own."""

    wordings: list[Wording]
    weight: float = 1.0


@dataclass
class Reading:
    """`concepts` in the order asked; `phrase` is the text cut into words, for comparing spelling."""

    concepts: list[Concept] = field(default_factory=list)
    phrase: str = ""
    categories: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.concepts)


def read(text: str, *, tokens: Iterable[tuple[str, float]] = ()) -> Reading:
    """Cut `text` (its first MOST_WORDS words) into concepts.

    `tokens` are single words of the index, such as a category's, with their weight; they are added as
    concepts of their own. A text without any word gives a reading without concepts.
    """
    cut = list(dict.fromkeys(words(text[:2000])))[:MOST_WORDS]
    telling = [word for word in cut if word not in PLACE_TITLES] or cut
    reading = Reading(phrase=" ".join(telling))
    table, at, context = aliases(), 0, 1.0
    while at < len(telling):
        length, same = table.at(telling, at)
        own = tuple(telling[at : at + max(length, 1)])
        names_product = any(alias.category for alias in same)
        weight = context * (PRODUCT_WEIGHT if names_product else 1.0)
        reading.concepts.append(_concept(own, same, table, weight))
        if context == 1.0:
            reading.categories += [alias.category for alias in same if alias.category]
        if at and own[0] in CONTEXT_WORDS:
            context = CONTEXT_WEIGHT
        at += len(own)
    reading.concepts += [
        Concept([Wording((token,), (), 1.0)], weight=weight) for token, weight in tokens
    ]
    return reading


def _concept(own: tuple[str, ...], same: list[Alias], table: Aliases, weight: float) -> Concept:
    ways = dict.fromkeys(way for alias in same for way in alias.ways if way != own)
    wordings = [_wording(own, 1.0), *(_wording(way, ALIAS_WEIGHT) for way in ways)]
    if len(own) > 1 and (composed := _word_by_word(own, table)) not in (own, *ways):
        wordings.append(_wording(composed, WORD_BY_WORD))
    return Concept(wordings, weight)


def _word_by_word(own: tuple[str, ...], table: Aliases) -> tuple[str, ...]:
    """Each word of a compound said with its first wording of the other script, where it has one."""
    said: list[str] = []
    for word in own:
        _length, same = table.at([word], 0)
        other = (way for alias in same for way in alias.ways if way[0].isascii() != word.isascii())
        said += next(other, (word,))
    return tuple(dict.fromkeys(said))


def _wording(way: tuple[str, ...], weight: float) -> Wording:
    # Khmer words stand side by side on paper: the pairs go across them.
    pairs = dict.fromkeys(cluster_pairs("".join(_joined(way))))
    return Wording(way, tuple(pair for pair in pairs if pair not in way), weight)


def _joined(way: tuple[str, ...]) -> Iterable[str]:
    for word in way:
        yield f" {word} " if word.isascii() else word
