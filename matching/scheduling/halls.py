"""Which sets of meetings the hall can seat in a slot, when some may use certain tables only.

By Hall's theorem (1935) a slot's meetings can all be seated exactly when, for every union of the sets of
tables they may use, no more of them depend on that union than it has open tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from itertools import combinations

import numpy as np
from ortools.sat.python import cp_model
from scipy.optimize import linear_sum_assignment

from matching.scheduling.chains import Board
from matching.scheduling.problem import Problem, Request

MOST_KINDS = 8  # of sets of tables: 2^8 unions per slot


class Halls:
    """The rooms of each slot, for every union of sets of tables that requests ask for."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        every = frozenset(range(problem.tables))
        self.allowed = {
            r.id: every if r.tables is None else r.tables & every for r in problem.requests
        }
        fixed = {r.id: frozenset((r.table,)) for r in problem.requests if r.table is not None}
        self.allowed.update(fixed)
        self.plain = set(self.allowed.values()) <= {every}
        counts = Counter(self.allowed.values())
        kinds = [kind for kind, _n in counts.most_common() if kind != every]
        self.unions = {every}
        for size in range(1, min(len(kinds), MOST_KINDS) + 1):
            for group in combinations(kinds[:MOST_KINDS], size):
                self.unions.add(frozenset().union(*group))
        self.unions.update(kinds)

    def open_tables(self, slot: int) -> list[int]:
        """Tables that can be used in `slot`."""
        return [t for t in range(self.problem.tables) if (slot, t) not in self.problem.closed]

    def add_to(
        self, model: cp_model.CpModel, variables: dict[tuple[Hashable, int], cp_model.IntVar]
    ) -> None:
        """No union of tables is asked for by more meetings than it has tables."""
        for slot in range(self.problem.slots):
            here = [(self.allowed[r], v) for (r, s), v in variables.items() if s == slot]
            open_here = set(self.open_tables(slot))
            for union in self.unions:
                depends = [variable for allowed, variable in here if allowed <= union]
                room = len(union & open_here)
                if len(depends) > room:
                    model.add(sum(depends) <= room)

    def seat(
        self, rows: list[Request], slot: int, dear: np.ndarray | None = None
    ) -> dict[Hashable, int]:
        """A table for as many of `rows` as can have one, at the least cost (rows x open tables)."""
        tables = self.open_tables(slot)
        if not rows or not tables:
            return {}
        costs = np.zeros((len(rows), len(tables))) if dear is None else dear[:, tables].copy()
        barred = 1e6
        for n, row in enumerate(rows):
            costs[n, [t not in self.allowed[row.id] for t in tables]] = barred
        found = zip(*linear_sum_assignment(costs), strict=True)
        return {rows[n].id: tables[t] for n, t in found if costs[n, t] < barred}

    def drop_what_has_no_table(self, board: Board, value: dict[Hashable, int]) -> None:
        """Take from the board what the hall cannot seat."""
        if self.plain:
            return
        for slot in range(self.problem.slots):
            rows = [board.requests[r] for r, s in board.slots.items() if s == slot]
            dear = (
                -np.array([[float(value[r.id])] * self.problem.tables for r in rows])
                if rows
                else None
            )
            seated = self.seat(rows, slot, dear)
            for row in rows:
                if row.id not in seated:
                    board.take(row.id)
