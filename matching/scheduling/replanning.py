"""Re-planning a timetable on the day: keep every meeting that can be kept, then place the most weight.

What is over, what is fixed and every meeting whose two sides and table are still there stay exactly where
they are. Moving any of them would be a move more, so they are fixed; what is left is a small problem: the
meetings that lost their place (they go first, having been promised), new requests, and those that had no
place before, in the slots and at the tables that are free.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace

from matching.scheduling.answer import Placement, Timetable, count_breaks
from matching.scheduling.halls import Halls
from matching.scheduling.picking import limit_of, pick
from matching.scheduling.placing import PlacingModel, place_at_once
from matching.scheduling.problem import Problem, Request
from matching.scheduling.reasons import unplaced
from matching.scheduling.seating import seat, table_moves

SECONDS = 5.0


@dataclass(frozen=True)
class Replan:
    """The new timetable, and what becomes of the meetings that were planned: ids of requests.

    `kept` stay in slot and at table; `reseated` keep their slot and change table; `moved` change slot;
    `lost` have no place any more; `added` had none before.
    """

    timetable: Timetable
    kept: tuple[Hashable, ...]
    reseated: tuple[Hashable, ...]
    moved: tuple[Hashable, ...]
    lost: tuple[Hashable, ...]
    added: tuple[Hashable, ...]


def replan(
    problem: Problem, planned: Iterable[Placement], *, now: int = 0, seconds: float = SECONDS,
    seed: int = 1,
) -> Replan:  # fmt: skip
    """Plan the slots from `now` on again; `problem` says who is away and what is closed now.

    Meetings before `now` stay as they were. Raises ProblemError when `problem` contradicts itself.
    """
    began = time.monotonic()
    rows = {request.id: request for request in problem.requests}
    before = {place.request: place for place in planned if place.request in rows}
    stay = _staying(problem, rows, before, now)
    rest = _rest(problem, rows, before, stay, now)
    slots = place_at_once(rest, pick(rest))
    model = PlacingModel(rest)
    slots, proven, _stopped = model.improve(slots, seconds=seconds, seed=seed, workers=1)
    extra = model.aim_of(slots)
    every = {r: place.slot for r, place in before.items() if r in stay} | slots
    tables = {request: place.table for request, place in before.items()}
    placements = _seated(problem, rest, before, stay, slots, tables)
    value = sum(rows[request].weight for request in every)
    bound = value if proven is None else value + proven - extra
    answer = Timetable(
        placements=tuple(placements),
        unplaced=tuple(unplaced(problem, every)),
        value=value,
        bound=max(value, bound),
        breaks=count_breaks(problem, every),
        table_moves=table_moves(problem, placements),
        stats={"seconds": time.monotonic() - began},
    )
    return _compared(answer, before)


def _staying(
    problem: Problem, rows: dict[Hashable, Request], before: dict[Hashable, Placement], now: int
) -> set[Hashable]:
    """Planned meetings that keep their slot: what is over, and as many of the others as there is room for."""
    stay = {request for request, place in before.items() if place.slot < now}
    busy: Counter[tuple[Hashable, int]] = Counter()
    for slot in range(now, problem.slots):
        here = [
            rows[request] for request, place in before.items()
            if place.slot == slot and slot in problem.slots_of(rows[request])
        ]  # fmt: skip
        here.sort(key=lambda row: (row.slot is None, -row.weight, str(row.id)))
        theirs = [row for row in here if (slot, before[row.id].table) not in problem.closed]
        homeless = [row for row in here if row not in theirs]
        taken = frozenset((slot, before[row.id].table) for row in theirs)
        halls = Halls(replace(problem, closed=problem.closed | taken))
        seated: list[Request] = []
        for row in [*theirs, *homeless]:
            sides = (row.first, row.second)
            if any(busy[side, slot] >= problem.people[side].seats for side in sides):
                continue
            if row in homeless:
                if len(halls.seat([*seated, row], slot)) <= len(seated):
                    continue
                seated.append(row)
            stay.add(row.id)
            busy.update((side, slot) for side in sides)
    return stay


def _rest(
    problem: Problem, rows: dict[Hashable, Request], before: dict[Hashable, Placement],
    stay: set[Hashable], now: int,
) -> Problem:  # fmt: skip
    """What may be placed in what is free, with the promised meetings worth more than all others."""
    taken: Counter[tuple[Hashable, int]] = Counter()
    held: Counter[Hashable] = Counter()
    in_session: Counter[tuple[Hashable, int]] = Counter()
    sessions = problem.sessions or (0,) * problem.slots
    closed = set(problem.closed) | {(s, t) for s in range(now) for t in range(problem.tables)}
    for request in stay:
        place, row = before[request], rows[request]
        for side in (row.first, row.second):
            taken[side, place.slot] += 1
            held[side] += 1
            in_session[side, sessions[place.slot]] += 1
        if place.slot >= now and (place.slot, place.table) not in problem.closed:
            closed.add((place.slot, place.table))
    closed |= _reseated_tables(problem, rows, before, stay, closed, now)
    people = tuple(
        replace(
            person,
            away=person.away
            | frozenset(range(now))
            | frozenset(
                s for s in range(now, problem.slots) if taken[person.id, s] >= person.seats
            ),
            most=max(0, limit_of(problem, replace(person, away=frozenset())) - held[person.id]),
            most_in=tuple(
                (session, max(0, cap - in_session[person.id, session]))
                for session, cap in person.most_in
            ),
            least=0,
        )
        for person in problem.participants
    )
    requests = tuple(
        replace(row, required=row.id in before, slot=None, table=None)
        for row in problem.requests
        if row.id not in stay
    )
    return replace(
        problem, participants=people, requests=requests, closed=frozenset(closed),
        precedences=tuple(
            pair for pair in problem.precedences if not stay & set(pair)
        ),
    )  # fmt: skip


def _reseated_tables(
    problem: Problem, rows: dict[Hashable, Request], before: dict[Hashable, Placement],
    stay: set[Hashable], closed: set[tuple[int, int]], now: int,
) -> set[tuple[int, int]]:  # fmt: skip
    """Tables given to meetings that keep their slot although their own table is gone."""
    found = set()
    for slot in range(now, problem.slots):
        homeless = [
            rows[request] for request in stay
            if before[request].slot == slot and (slot, before[request].table) in problem.closed
        ]  # fmt: skip
        if homeless:
            room = replace(problem, closed=frozenset(closed))
            found |= {(slot, t) for t in Halls(room).seat(homeless, slot).values()}
    return found


def _seated(
    problem: Problem, rest: Problem, before: dict[Hashable, Placement], stay: set[Hashable],
    slots: dict[Hashable, int], tables: dict[Hashable, int],
) -> list[Placement]:  # fmt: skip
    """Those that stay where they were, the others at what is free."""
    placed = [
        before[request] for request in stay
        if (before[request].slot, before[request].table) not in problem.closed
    ]  # fmt: skip
    taken = {(place.slot, place.table) for place in placed}
    homeless = {request: before[request].slot for request in stay} | slots
    for place in placed:
        del homeless[place.request]
    free = replace(problem, closed=problem.closed | frozenset(taken))
    return sorted(
        [*placed, *seat(free, homeless, tables)], key=lambda place: (place.slot, place.table)
    )


def _compared(answer: Timetable, before: dict[Hashable, Placement]) -> Replan:
    after = {place.request: place for place in answer.placements}
    both = [request for request in before if request in after]
    kept = [r for r in both if after[r] == before[r]]
    reseated = [r for r in both if after[r] != before[r] and after[r].slot == before[r].slot]
    moved = [r for r in both if after[r].slot != before[r].slot]
    lost = [request for request in before if request not in after]
    added = [request for request in after if request not in before]
    return Replan(answer, *(tuple(group) for group in (kept, reseated, moved, lost, added)))
