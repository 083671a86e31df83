"""Fewer idle gaps by CP-SAT: no proof in time on large forums, but better while one watches.

Bofill et al. (2022) as in `gaps`; the meetings stay, only their slots change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from itertools import pairwise

from ortools.sat.python import cp_model

from matching.scheduling.answer import Slots
from matching.scheduling.halls import Halls
from matching.scheduling.placing import add_precedences
from matching.scheduling.problem import Problem
from matching.scheduling.searching import Found, Variables, search

UNFAIR = 3  # gaps that one person has above all fairness weigh as much as so many gaps


def smooth(
    problem: Problem, slots: Slots, *, seconds: float, seed: int, workers: int,
    watch: Callable[[Found], bool] | None = None,
) -> Found:  # fmt: skip
    """The meetings of `slots` with fewer idle gaps; `bound` is on the gaps, None if nothing is proven."""
    model = cp_model.CpModel()
    rows = [request for request in problem.requests if request.id in slots]
    variables: Variables = {
        (row.id, slot): model.new_bool_var("") for row in rows for slot in problem.slots_of(row)
    }
    busy: dict[tuple[Hashable, int], list[cp_model.IntVar]] = defaultdict(list)
    for row in rows:
        places = [variables[row.id, slot] for slot in problem.slots_of(row)]
        model.add_exactly_one(places)
        for slot in problem.slots_of(row):
            busy[row.first, slot].append(variables[row.id, slot])
            busy[row.second, slot].append(variables[row.id, slot])
    Halls(problem).add_to(model, variables)
    add_precedences(model, problem, variables)
    gaps: list[cp_model.LinearExpr | int] = []
    worst = model.new_int_var(0, problem.slots, "")
    for person in problem.participants:
        found = _gaps(model, problem, person.id, person.seats, busy)
        gaps.append(found)
        if problem.fairness is not None:
            model.add(worst >= found - problem.fairness)
        _limit_sessions(model, problem, person.id, busy)
    model.minimize(sum(gaps) + UNFAIR * worst)
    for (request, slot), variable in variables.items():
        model.add_hint(variable, slots[request] == slot)
    return search(model, variables, seconds=seconds, seed=seed, workers=workers, watch=watch)


def _gaps(
    model: cp_model.CpModel, problem: Problem, person: Hashable, seats: int,
    busy: dict[tuple[Hashable, int], list[cp_model.IntVar]],
) -> cp_model.LinearExpr | int:  # fmt: skip
    """Beginnings of blocks, all but the first of each day."""
    total: list[cp_model.IntVar] = []
    for day in problem.day_slots:
        used = []
        for slot in day:
            here = busy.get((person, slot), [])
            meets = model.new_bool_var("")
            if seats == 1:
                model.add(sum(here) == meets)
            else:
                model.add_max_equality(meets, [*here, model.new_constant(0)])
                model.add(sum(here) <= seats)
            used.append(meets)
        if not any(busy.get((person, slot)) for slot in day):
            continue
        starts = [used[0]]
        for before, here_used in pairwise(used):
            start = model.new_bool_var("")
            model.add_bool_or(~here_used, before, start)
            starts.append(start)
        gap = model.new_int_var(0, len(day), "")
        model.add(gap >= sum(starts) - 1)
        total.append(gap)
    return sum(total)


def _limit_sessions(
    model: cp_model.CpModel, problem: Problem, person: Hashable,
    busy: dict[tuple[Hashable, int], list[cp_model.IntVar]],
) -> None:  # fmt: skip
    sessions = problem.sessions or (0,) * problem.slots
    for session, cap in problem.people[person].most_in:
        group = [
            variable for slot in range(problem.slots) if sessions[slot] == session
            for variable in busy.get((person, slot), [])
        ]  # fmt: skip
        if len(group) > cap:
            model.add(sum(group) <= cap)
