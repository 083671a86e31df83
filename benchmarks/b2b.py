"""Meeting-scheduling instances in MiniZinc data format, as `benchmarks.timetable` reads them.

The format of Bofill et al. (JAIR 2022): participants, meetings (two participants and a session each: 1
morning, 2 afternoon, 3 any), tables, slots; forbidden slots per participant, fixed slots, precedences.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from matching.scheduling import Participant, Problem, Request

MORNING, AFTERNOON = 1, 2


class FormatError(ValueError):
    """The file is not such an instance; the message says what is missing."""


def read_instance(path: Path, *, fairness: int | None = 2) -> Problem:
    """Every meeting is to be held; participants, meetings and slots are numbered from 0 in the answer."""
    text = re.sub(r"%.*", "", path.read_text())
    slots, morning = _number(text, "nTotalSlots"), _number(text, "nMorningSlots")
    rows = _rows(text, "requested")
    forbidden, precedences = _sets(text, "forbidden"), _sets(text, "precedences")
    fixed = _numbers(text, "fixed")
    sessions = {
        MORNING: frozenset(range(morning)),
        AFTERNOON: frozenset(range(morning, slots)),
    }
    people = tuple(
        Participant(p, frozenset(s - 1 for s in forbidden[p - 1] if s) if p <= len(forbidden) else frozenset())
        for p in range(1, _number(text, "nBusiness") + 1)
    )  # fmt: skip
    requests = tuple(
        Request(
            m, row[0], row[1], slots=sessions.get(row[2]), required=True,
            slot=fixed[m] - 1 if m < len(fixed) and fixed[m] else None,
        )
        for m, row in enumerate(rows)
    )  # fmt: skip
    return Problem(
        people, requests, slots, _number(text, "nTables"), fairness=fairness, repeats=True,
        precedences=tuple(
            (earlier - 1, m) for m, before in enumerate(precedences) for earlier in sorted(before) if earlier
        ),
    )  # fmt: skip


def most_held(problem: Problem, slots: int) -> Problem:
    """The same people and pairs with `slots` slots, sessions, fixed and forbidden slots ignored."""
    return Problem(
        tuple(replace(person, away=frozenset()) for person in problem.participants),
        tuple(
            replace(request, slots=None, slot=None, required=False) for request in problem.requests
        ),
        slots,
        problem.tables,
        fairness=problem.fairness,
        repeats=True,
    )


def _part(text: str, name: str, pattern: str) -> str:
    found = re.search(rf"\b{name}\s*=\s*{pattern}\s*;", text, re.DOTALL)
    if not found:
        raise FormatError(f"{name} is missing")
    return found[1]


def _number(text: str, name: str) -> int:
    return int(_part(text, name, r"(\d+)"))


def _numbers(text: str, name: str) -> list[int]:
    return [int(each) for each in re.findall(r"\d+", _part(text, name, r"\[(.*?)\]"))]


def _rows(text: str, name: str) -> list[list[int]]:
    rows = _part(text, name, r"\[\|(.*?)\|\]").split("|")
    return [[int(each) for each in re.findall(r"\d+", row)] for row in rows if row.strip(" \n\t,")]


def _sets(text: str, name: str) -> list[set[int]]:
    inside = _part(text, name, r"\[(.*?)\]")
    return [
        {int(each) for each in re.findall(r"\d+", row)}
        for row in re.findall(r"\{(.*?)\}", inside, re.DOTALL)
    ]
