"""Dealing out tables: each first side keeps its table from slot to slot as long as it can."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from matching.scheduling.problem import Placement, Problem, Request


def deal_tables(problem: Problem, slots: dict[Hashable, int]) -> Iterator[Placement]:
    """Give every placed request a table; `slots` maps request ids to slots.

    With no more first sides than tables, nobody on that side ever changes table; else whoever
    sat at a table before is served before newcomers choose among the free ones.
    """
    by_slot: dict[int, list[Request]] = defaultdict(list)
    for request in problem.requests:
        if request.id in slots:
            by_slot[slots[request.id]].append(request)
    home: dict[Hashable, int] = {}
    sides = dict.fromkeys(request.first for request in problem.requests if request.id in slots)
    if len(sides) <= problem.tables:
        home = {side: table for table, side in enumerate(sides)}
    for slot in sorted(by_slot):
        free = dict.fromkeys(range(problem.tables))
        waiting = []
        for request in by_slot[slot]:
            table = home.get(request.first)
            if table in free:
                del free[table]
                yield Placement(request.id, slot, table)
            else:
                waiting.append(request)
        for request in waiting:
            table = next(iter(free))
            del free[table]
            home[request.first] = table
            yield Placement(request.id, slot, table)
