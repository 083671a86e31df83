"""Placing what was picked slot by slot, so that people's meetings follow one another.

In every slot a matching of the meetings still to hold is taken: by minimum-cost flow the one that leaves
nobody who would then have more meetings left than slots, keeps those going who met just before, and lets
new people begin only when there is room. With everybody there such a matching always exists: what is left
after it needs a slot less (König, 1916; Mendelsohn & Dulmage, 1958, for covering both sides at once).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable

from matching.scheduling.answer import Slots
from matching.scheduling.flows import SINK, SOURCE, Arc, cheapest_flow
from matching.scheduling.problem import Problem, Request

# What it is worth that a person meets now: it is their last chance; they met just before; else the less,
# the more slots they have to spare.
MUST, GOES_ON, PRESSED = 1_000_000, 2_000, 600
LAST_SLOT_OF_REQUEST = 100_000


def sweep(problem: Problem, chosen: frozenset[Hashable]) -> Slots:
    """Slots for as many of `chosen` as this finds; nothing when somebody is first here and second there."""
    allowed = {r.id: set(problem.slots_of(r)) for r in problem.requests if r.id in chosen}
    left = {r.id: r for r in problem.requests if r.id in chosen and allowed[r.id]}
    if not {r.first for r in left.values()}.isdisjoint(r.second for r in left.values()):
        return {}
    degree = Counter(side for r in left.values() for side in (r.first, r.second))
    met_last: dict[Hashable, int] = {}
    found: Slots = {}
    for slot in range(problem.slots):
        rows = [r for r in left.values() if slot in allowed[r.id]]
        if not rows or not problem.room[slot]:
            continue
        worth = {
            side: _worth(problem, side, slot, degree[side], met_last.get(side))
            for row in rows
            for side in (row.first, row.second)
        }
        most = min(problem.room[slot], len(left))
        for row in _matching(problem, rows, worth, most, slot, allowed):
            found[row.id] = slot
            del left[row.id]
            for side in (row.first, row.second):
                degree[side] -= 1
                met_last[side] = slot
    return found


def _worth(problem: Problem, side: Hashable, slot: int, degree: int, last: int | None) -> int:
    person = problem.people[side]
    ahead = [s for s in range(slot, problem.slots) if s not in person.away]
    spare = len(ahead) * person.seats - degree
    if spare <= 0:
        return MUST
    worth = PRESSED // (spare + 1)
    if last is not None:
        before = [s for s in range(slot) if s not in person.away]
        worth += GOES_ON if last == slot - 1 or (before and before[-1] == last) else GOES_ON // 2
    return worth


def _matching(
    problem: Problem, rows: list[Request], worth: dict[Hashable, int], most: int, slot: int,
    allowed: dict[Hashable, set[int]],
) -> list[Request]:  # fmt: skip
    """The rows to hold now."""
    node: dict[Hashable, int] = defaultdict(lambda: len(node) + 2)
    arcs: list[Arc] = []
    seats = {side: problem.people[side].seats for side in worth}
    firsts, seconds = {row.first: None for row in rows}, {row.second: None for row in rows}
    arcs += [(SOURCE, node[side], seats[side], -worth[side]) for side in firsts]
    arcs += [(node[side], SINK, seats[side], -worth[side]) for side in seconds]
    start = len(arcs)
    for row in rows:
        last = max(allowed[row.id]) == slot
        arcs.append((node[row.first], node[row.second], 1, -1 - LAST_SLOT_OF_REQUEST * last))
    taken = cheapest_flow(arcs, most)[start:]
    return [row for row, used in zip(rows, taken, strict=True) if used]
