"""An independent look at a timetable: every rule checked from the problem's own words, nothing of the solver used."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from matching.scheduling import Problem, Timetable


def faults_of(problem: Problem, answer: Timetable) -> list[str]:
    """What is wrong with `answer`, in words; empty when nothing is."""
    found = []
    requests = {request.id: request for request in problem.requests}
    people = {person.id: person for person in problem.participants}
    at = {place.request: place for place in answer.placements}
    if len(at) != len(answer.placements):
        found.append("a request is placed twice")
    if set(at) | {each.request for each in answer.unplaced} != set(requests) or len(at) + len(answer.unplaced) != len(requests):  # fmt: skip
        found.append("a request is neither placed nor explained, or both")
    seats, meets = defaultdict(list), defaultdict(list)
    for place in answer.placements:
        row = requests[place.request]
        if not (0 <= place.slot < problem.slots and 0 <= place.table < problem.tables):
            found.append(f"{row.id} is nowhere")
        if (place.slot, place.table) in problem.closed:
            found.append(f"{row.id} is at a closed table")
        if row.slots is not None and place.slot not in row.slots:
            found.append(f"{row.id} is in a slot it may not be in")
        if row.tables is not None and place.table not in row.tables:
            found.append(f"{row.id} is at a table it may not be at")
        if (row.slot, row.table) != (None, None) and (
            place.slot != row.slot or row.table not in (None, place.table)
        ):
            found.append(f"{row.id} was moved from where it is fixed")
        if frozenset((row.first, row.second)) in problem.vetoes:
            found.append(f"{row.id} is of two who must not meet")
        seats[place.slot, place.table].append(row.id)
        for side in (row.first, row.second):
            meets[side].append(place.slot)
            if place.slot in people[side].away:
                found.append(f"{side} is away in {place.slot}")
    found += [f"{len(rows)} meetings at {key}" for key, rows in seats.items() if len(rows) > 1]
    sessions = problem.sessions or (0,) * problem.slots
    for side, slots in meets.items():
        person = people[side]
        found += [f"{side} twice in {s}" for s in set(slots) if slots.count(s) > person.seats]
        if person.most is not None and len(slots) > person.most:
            found.append(f"{side} has more than {person.most}")
        for session, cap in person.most_in:
            if sum(sessions[s] == session for s in slots) > cap:
                found.append(f"{side} has more than {cap} in session {session}")
    for earlier, later in problem.precedences:
        if earlier in at and later in at and at[earlier].slot >= at[later].slot:
            found.append(f"{later} is not after {earlier}")
    if answer.value != sum(requests[r].weight for r in at) or answer.value > answer.bound:
        found.append("the value is not what it says, or above the bound")
    gaps = {side: idle_gaps(problem, slots) for side, slots in meets.items()}
    if answer.breaks != sum(gaps.values()):
        found.append(f"{sum(gaps.values())} idle gaps, not {answer.breaks}")
    return found


def idle_gaps(problem: Problem, slots: list[int]) -> int:
    """Maximal runs of slots without a meeting between two meetings of one day."""
    days = problem.days or (0,) * problem.slots
    count = 0
    for day in set(days):
        met = sorted({s for s in slots if days[s] == day})
        for here, then in pairwise(met):
            count += any(days[s] == day and s not in met for s in range(here + 1, then))
    return count


def spread(problem: Problem, answer: Timetable) -> int:
    """The largest difference of two participants' idle gaps."""
    meets = defaultdict(list)
    requests = {request.id: request for request in problem.requests}
    for place in answer.placements:
        for side in (requests[place.request].first, requests[place.request].second):
            meets[side].append(place.slot)
    gaps = [idle_gaps(problem, meets.get(person.id, [])) for person in problem.participants]
    return max(gaps, default=0) - min(gaps, default=0)
