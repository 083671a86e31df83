"""Words that mean the same, from the staff's table: "palm sugar", "jaggery", ស្ករត្នោត."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from ovop.text import words
from producers.models import ProductTerm

SECONDS = 60.0  # how long another process may go on with the old table after a change
LONGEST = 6  # words of one alias


@dataclass(frozen=True)
class Alias:
    """One row of the table: `ways` are its wordings, each cut into words."""

    ways: tuple[tuple[str, ...], ...]
    category: str | None


@dataclass
class Aliases:
    """The table, by the first word of each wording."""

    by_first: dict[str, list[tuple[tuple[str, ...], Alias]]] = field(default_factory=dict)

    def add(self, alias: Alias) -> None:
        for way in alias.ways:
            self.by_first.setdefault(way[0], []).append((way, alias))

    def at(self, tokens: list[str], start: int) -> tuple[int, list[Alias]]:
        """The longest wording that begins at `start`: its length in words, and what it belongs to.

        (0, []) when none does.
        """
        length = 0
        found: list[Alias] = []
        for way, alias in self.by_first.get(tokens[start], ()):
            if len(way) < length or tuple(tokens[start : start + len(way)]) != way:
                continue
            if len(way) > length:
                length, found = len(way), []
            found.append(alias)
        return length, found


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
        cut = (tuple(words(text)) for text in (*term.english, *term.khmer))
        ways = tuple(dict.fromkeys(way for way in cut if 0 < len(way) <= LONGEST))
        if ways:
            table.add(Alias(ways, term.category_id))
    return table
