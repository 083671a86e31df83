"""Tables: fixed ones first, then whoever sat at a table before keeps it, as far as it is free."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable

import numpy as np

from matching.scheduling.answer import Placement, Slots
from matching.scheduling.halls import Halls
from matching.scheduling.problem import Problem, Request

NEW_TABLE, LAST_TABLE, OLD_TABLE = (
    4.0,
    0.0,
    1.0,
)  # cost of sitting elsewhere, where one sat last, before
SOMEBODY_ELSES = 2.0  # ... at the table somebody calls home


def seat(
    problem: Problem, slots: Slots, wanted: dict[Hashable, int] | None = None
) -> list[Placement]:
    """A table for every request of `slots`, in slot order; `wanted` are tables to keep if possible.

    With no more first sides than tables, and every table for all, nobody on that side ever moves.
    """
    halls = Halls(problem)
    by_slot: dict[int, list[Request]] = defaultdict(list)
    for request in problem.requests:
        if request.id in slots:
            by_slot[slots[request.id]].append(request)
    home = _homes(problem, halls, slots)
    firsts, last = _firsts(problem), dict[Hashable, int]()
    found: list[Placement] = []
    for slot in sorted(by_slot):
        rows = by_slot[slot]
        costs = np.full((len(rows), problem.tables), NEW_TABLE)
        for n, row in enumerate(rows):
            costs[n, list(home.values())] += SOMEBODY_ELSES
            if row.first in last:
                costs[n, last[row.first]] = OLD_TABLE if row.first in home else LAST_TABLE
            if row.first in home:
                costs[n, home[row.first]] = LAST_TABLE
            if wanted and row.id in wanted:
                costs[n, wanted[row.id]] = -NEW_TABLE
            if row.table is not None:
                costs[n, row.table] = -1e5
        for placed, table in halls.seat(rows, slot, costs).items():
            found.append(Placement(placed, slot, table))
            last[firsts[placed]] = table
    return sorted(found, key=lambda place: (place.slot, place.table))


def _firsts(problem: Problem) -> dict[Hashable, Hashable]:
    return {request.id: request.first for request in problem.requests}


def _homes(problem: Problem, halls: Halls, slots: Slots) -> dict[Hashable, int]:
    """A table of one's own for every first side, if there are enough that suit."""
    rows: dict[Hashable, list[Request]] = {}
    for request in problem.requests:
        if request.id in slots:
            rows.setdefault(request.first, []).append(request)
    if len(rows) > problem.tables:
        return {}
    shut = {table for _slot, table in problem.closed}
    free = set(range(problem.tables))
    home: dict[Hashable, int] = {}
    for side, requests in sorted(rows.items(), key=lambda item: _choice(halls, item[1])):
        suits = set.intersection(*(set(halls.allowed[r.id]) for r in requests)) & free
        if suits:
            home[side] = min(suits, key=lambda table: (table in shut, table))
            free.discard(home[side])
    return home


def _choice(halls: Halls, requests: list[Request]) -> int:
    return len(set.intersection(*(set(halls.allowed[r.id]) for r in requests)))


def table_moves(problem: Problem, placements: list[Placement]) -> int:
    """How often a first side has to change table between two of its meetings."""
    firsts = _firsts(problem)
    last: dict[Hashable, int] = {}
    moves = 0
    for place in sorted(placements, key=lambda place: place.slot):
        side = firsts[place.request]
        moves += last.get(side, place.table) != place.table
        last[side] = place.table
    return moves
