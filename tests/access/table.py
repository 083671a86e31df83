"""The table of who is let in where, read."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.access.asking import PEOPLE

TABLE = Path(__file__).with_name("table.txt")


def table() -> dict[str, dict[str, list[str]]]:
    """Line ("route", "route@thing", "route?query") -> method -> how each of PEOPLE fares."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for line in TABLE.read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        row, method, *answers = line.split()
        found[row][method] = answers * len(PEOPLE) if len(answers) == 1 else answers
        assert len(found[row][method]) == len(PEOPLE), line
    return found


LISTED = table()


def route_of(row: str) -> str:
    return row.split("?")[0].split("@")[0]


def rooms() -> list[list[str]]:
    """The table in parts of about thirty lines, so that they run side by side."""
    lines = sorted(LISTED)
    return [lines[start : start + 30] for start in range(0, len(lines), 30)]
