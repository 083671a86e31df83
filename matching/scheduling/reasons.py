"""Why a request has no place."""

from __future__ import annotations

from collections import Counter

from matching.scheduling.answer import Slots, Unplaced, held_by, used_slots
from matching.scheduling.halls import Halls
from matching.scheduling.picking import limit_of
from matching.scheduling.problem import Problem, Request


def unplaced(problem: Problem, slots: Slots) -> list[Unplaced]:
    """Every request that `slots` leaves out, with its reason."""
    used, load = used_slots(problem, slots), Counter(slots.values())
    held = held_by(problem, slots)
    halls = Halls(problem)

    def seated(slot: int, request: Request) -> bool:
        if halls.plain:
            return load[slot] < problem.room[slot]
        rows = [r for r in problem.requests if slots.get(r.id) == slot] + [request]
        return len(halls.seat(rows, slot)) == len(rows)

    def reason(request: Request) -> str:
        if problem.vetoed(request):
            return "vetoed"
        shared = set(problem.slots_of(request))
        if not shared:
            return "no_common_slot"
        for side, code in ((request.first, "first_full"), (request.second, "second_full")):
            person = problem.people[side]
            full = person.seats == 1 and shared <= used[side]
            if held[side] >= limit_of(problem, person) or full:
                return code
        free = shared - used[request.first] - used[request.second]
        if free and not any(seated(slot, request) for slot in free):
            return "tables_full"
        return "outweighed"

    return [Unplaced(r.id, reason(r)) for r in problem.requests if r.id not in slots]
