"""Words that mean the same, from the staff's table: "palm sugar", "jaggery", ស្ករត្នោត.

Each row of the table has a token of its own in the index. A product that says it in any of its wordings
carries the token, and so does a question: they meet whatever the language, and a question stays short.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ovop.text import words
from producers.models import ProductTerm

SECONDS = 60.0  # how long another process may go on with the old table after a change
LONGEST = 6  # words of one wording


@dataclass(frozen=True)
class Alias:
    """One row of the table: its token and `ways`, its wordings, each cut into words."""

    token: str
    ways: tuple[tuple[str, ...], ...]
    category: str | None


@dataclass
class Aliases:
    """The table, by the first word of each wording."""

    by_first: dict[str, list[tuple[tuple[str, ...], Alias]]] = field(default_factory=dict)

    def add(self, alias: Alias) -> None:
        for way in alias.ways:
            self.by_first.setdefault(way[0], []).append((way, alias))

    def at(self, tokens: Sequence[str], start: int) -> Iterator[tuple[tuple[str, ...], Alias]]:
        """Every wording that begins at `start`, with the row it belongs to."""
        for way, alias in self.by_first.get(tokens[start], ()):
            if tuple(tokens[start : start + len(way)]) == way:
                yield way, alias

    def longest_at(self, tokens: Sequence[str], start: int) -> tuple[tuple[str, ...], list[Alias]]:
        """The longest wording that begins at `start`, and all rows that have it; else that word alone."""
        found = list(self.at(tokens, start))
        length = max((len(way) for way, _alias in found), default=1)
        own = tuple(tokens[start : start + length])
        return own, [alias for way, alias in found if way == own]

    def tokens_of(self, *texts: str) -> str:
        """The tokens of everything that the texts say, space-separated, each as often as it is said."""
        said: list[str] = []
        for text in texts:
            cut = words(text)
            for start in range(len(cut)):
                said += dict.fromkeys(alias.token for _way, alias in self.at(cut, start))
        return " ".join(said)


_kept: tuple[float, Aliases] | None = None


def aliases() -> Aliases:
    """The table as it is, read at most every SECONDS in each process."""
    global _kept
    if _kept is None or time.monotonic() - _kept[0] > SECONDS:
        _kept = time.monotonic(), _load()
    return _kept[1]


def forget(**_signal: object) -> None:
    """Read the table again at the next search; called when a row of it changes here."""
    global _kept
    _kept = None


def _load() -> Aliases:
    table = Aliases()
    for term in ProductTerm.objects.all():
        if ways := ways_of(term):
            table.add(Alias(term.token, ways, term.category_id))
    return table


def ways_of(term: ProductTerm) -> tuple[tuple[str, ...], ...]:
    """The wordings of a row, cut into words; what is longer than LONGEST is left out."""
    cut = (tuple(words(text)) for text in (*term.english, *term.khmer))
    return tuple(dict.fromkeys(way for way in cut if 0 < len(way) <= LONGEST))
