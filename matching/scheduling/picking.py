"""Which requests to place: a weighted b-matching, whose value no timetable can exceed.

Everybody can hold at most so many meetings as they have free slots (or want), the hall at most so many as
it has places. With two sides (no participant both first and second) that is a minimum-cost flow, else a
small integer programme. With everybody there in every slot, what the flow picks can always be placed
(D. König's edge colouring, 1916), so its value is both bound and answer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable
from dataclasses import dataclass

from ortools.sat.python import cp_model

from matching.scheduling.answer import Shortfall, held_by
from matching.scheduling.flows import SINK, SOURCE, Arc, cheapest_flow
from matching.scheduling.problem import Participant, Problem, Request


@dataclass(frozen=True)
class Pick:
    """The requests chosen, and the bound on the weight of any timetable that keeps as many promises.

    `short`: by how many meetings the promises (`least`) cannot be kept, even by this relaxation.
    """

    chosen: frozenset[Hashable]
    bound: int
    short: int


def worth(problem: Problem) -> dict[Hashable, int]:
    """What placing each request counts: its weight, more than all others together if it is required."""
    extra = 1 + sum(request.weight for request in problem.requests)
    return {r.id: r.weight + extra * (r.required or r.slot is not None) for r in problem.requests}


def limit_of(problem: Problem, person: Participant) -> int:
    """How many meetings one can hold at most."""
    sessions = problem.sessions or (0,) * problem.slots
    free = Counter(sessions[slot] for slot in range(problem.slots) if slot not in person.away)
    in_session = dict(person.most_in)
    held = sum(
        min(count * person.seats, in_session.get(session, count * person.seats))
        for session, count in free.items()
    )
    return held if person.most is None else min(held, person.most)


def pick(problem: Problem, *, promises: bool = True) -> Pick:
    """Choose the requests worth most; promises (`least`) come first where they can be kept at all."""
    open_requests = [request for request in problem.requests if problem.slots_of(request)]
    limits = {person.id: limit_of(problem, person) for person in problem.participants}
    least = {
        person.id: min(person.least, limits[person.id]) if promises else 0
        for person in problem.participants
    }
    firsts = {request.first for request in open_requests}
    if firsts.isdisjoint(request.second for request in open_requests):
        chosen = _by_flow(problem, open_requests, limits, least)
    else:
        chosen = _by_programme(problem, open_requests, limits, least)
    held = held_by(problem, chosen)
    weights = {request.id: request.weight for request in open_requests}
    return Pick(
        frozenset(chosen),
        sum(weights[request] for request in chosen),
        sum(max(0, promised - held[person]) for person, promised in least.items()),
    )


def _by_flow(
    problem: Problem, requests: list[Request], limits: dict[Hashable, int],
    least: dict[Hashable, int],
) -> set[Hashable]:  # fmt: skip
    """Source -> first sides -> second sides -> sink; a promise is a share of one's arc that pays extra."""
    value = worth(problem)
    promise = 1 + sum(value.values())
    node: dict[Hashable, int] = {}
    for request in requests:
        for side in (request.first, request.second):
            node.setdefault(side, len(node) + 2)
    firsts = dict.fromkeys(request.first for request in requests)
    seconds = dict.fromkeys(request.second for request in requests)
    arcs: list[Arc] = []
    for side in (*firsts, *seconds):
        ends = (SOURCE, node[side]) if side in firsts else (node[side], SINK)
        if least[side]:
            arcs.append((*ends, least[side], -promise))
        arcs.append((*ends, max(0, limits[side] - least[side]), 0))
    start = len(arcs)
    arcs += [(node[r.first], node[r.second], 1, -value[r.id]) for r in requests]
    taken = cheapest_flow(arcs, sum(problem.room))[start:]
    return {request.id for request, used in zip(requests, taken, strict=True) if used}


def _by_programme(
    problem: Problem, requests: list[Request], limits: dict[Hashable, int],
    least: dict[Hashable, int],
) -> set[Hashable]:  # fmt: skip
    value = worth(problem)
    promise = 1 + sum(value.values())
    model = cp_model.CpModel()
    takes = {request.id: model.new_bool_var("") for request in requests}
    of_person = defaultdict(list)
    for request in requests:
        of_person[request.first].append(takes[request.id])
        of_person[request.second].append(takes[request.id])
    aims = [value[request] * variable for request, variable in takes.items()]
    for person, variables in of_person.items():
        model.add(sum(variables) <= limits[person])
        if least[person]:
            kept = model.new_int_var(0, least[person], "")
            model.add(kept <= sum(variables))
            aims.append(promise * kept)
    model.add(sum(takes.values()) <= sum(problem.room))
    model.maximize(sum(aims))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_deterministic_time = 20
    status = solver.solve(model)
    if status != cp_model.OPTIMAL:  # far beyond any forum: everything asked for is a bound too
        return set(takes)
    return {request for request, variable in takes.items() if solver.boolean_value(variable)}


def shortfalls_of(problem: Problem, held: Counter[Hashable]) -> tuple[Shortfall, ...]:
    """Who holds less than promised, and whom that is owed to (a minimum cut after Hall, 1935)."""
    lacking = [person for person in problem.participants if held[person.id] < person.least]
    if not lacking:
        return ()
    asked: dict[Hashable, set[Hashable]] = defaultdict(set)
    for request in problem.requests:
        if problem.slots_of(request):
            asked[request.first].add(request.second)
            asked[request.second].add(request.first)
    return tuple(_certificate(problem, person, held, asked) for person in lacking)


def _certificate(
    problem: Problem, person: Participant, held: Counter[Hashable],
    asked: dict[Hashable, set[Hashable]],
) -> Shortfall:  # fmt: skip
    """Grow the set of those who ask the same few, as long as its promises outgrow their room."""
    limits = {each.id: limit_of(problem, each) for each in problem.participants}
    short, blockers = {person.id}, set(asked[person.id])
    while True:
        room = sum(min(limits[b], len(asked[b] & short)) for b in blockers)
        wanted = sum(problem.people[each].least for each in short)
        if wanted > room:
            break
        more = {
            each.id for each in problem.participants
            if each.id not in short and each.least and asked[each.id] & blockers
            and asked[each.id] <= blockers
        }  # fmt: skip
        if not more:
            return Shortfall(person.id, person.least, held[person.id])
        short |= more
    order = [each.id for each in problem.participants]
    return Shortfall(
        person.id, person.least, held[person.id],
        tuple(each for each in order if each in short),
        tuple(each for each in order if each in blockers), room,
    )  # fmt: skip
