"""First version: one CP-SAT model that places the most weight without a clash, then as early as fits.

One Boolean per request and slot in which both sides are free. Tables are dealt out afterwards:
which table a meeting gets does not change what fits. Perron & Furnon, OR-Tools CP-SAT.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet

from ortools.sat.python import cp_model

from matching.scheduling.problem import Problem, Request, Timetable, Unplaced
from matching.scheduling.tables import deal_tables

TICK_SECONDS = 0.5
EARLIER_SECONDS = 10.0  # how long the second pass may take at most
# Called about twice a second, in the caller's thread, with (requests placed, weight placed, bound);
# returns False to stop with what there is.
Progress = Callable[[int, int, int], bool]
Variables = dict[tuple[Hashable, int], cp_model.IntVar]


def solve(
    problem: Problem,
    *,
    seconds: float = 60.0,
    seed: int = 1,
    workers: int = 2,
    progress: Progress | None = None,
) -> Timetable:
    """Place as much weight as possible within `seconds`.

    Raises ProblemError for a contradictory problem. With `workers=1` the same problem and seed
    give the same answer.
    """
    problem.check()
    model = cp_model.CpModel()
    variables = _variables(model, problem)
    _add_constraints(model, problem, variables)
    weights = {request.id: request.weight for request in problem.requests}
    model.maximize(
        sum(weights[request] * variable for (request, _slot), variable in variables.items())
    )

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    watcher = _Watcher(variables)
    stopped = False
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(solver.solve, model, watcher)
        while not answer.done():
            try:
                answer.result(timeout=TICK_SECONDS)
            except NotYet:
                if progress is not None and not stopped and not progress(*watcher.best):
                    stopped = True
                    solver.stop_search()
    status = answer.result()
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        slots: dict[Hashable, int] = {}
        bound = sum(weights.values())
    else:
        slots = {
            request: slot for (request, slot), var in variables.items() if solver.boolean_value(var)
        }
        bound = round(solver.best_objective_bound)
        if not stopped:
            slots = _earlier(model, variables, weights, slots, seed, workers)
    value = sum(weights[request] for request in slots)
    return Timetable(
        placements=tuple(deal_tables(problem, slots)),
        unplaced=tuple(_unplaced(problem, slots)),
        value=value,
        bound=max(bound, value),
        cancelled=stopped,
        stats={"seconds": solver.wall_time},
    )


def _earlier(
    model: cp_model.CpModel, variables: Variables, weights: dict[Hashable, int],
    slots: dict[Hashable, int], seed: int, workers: int,
) -> dict[Hashable, int]:  # fmt: skip
    """The same weight in earlier slots, so that people wait less and can go home.

    Lexicographic: the first objective becomes a constraint of the second. The first answer is the
    hint, so a pass that runs out of time gives one at least as good.
    """
    value = sum(weights[request] for request in slots)
    model.add(sum(weights[request] * var for (request, _slot), var in variables.items()) >= value)
    model.minimize(sum(slot * var for (_request, slot), var in variables.items()))
    for (request, slot), variable in variables.items():
        model.add_hint(variable, slots.get(request) == slot)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = EARLIER_SECONDS
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return slots
    return {
        request: slot for (request, slot), var in variables.items() if solver.boolean_value(var)
    }


def _variables(model: cp_model.CpModel, problem: Problem) -> Variables:
    away = {person.id: person.away for person in problem.participants}
    return {
        (request.id, slot): model.new_bool_var(f"{request.id}@{slot}")
        for request in problem.requests
        for slot in range(problem.slots)
        if slot not in away[request.first] and slot not in away[request.second]
    }


def _add_constraints(model: cp_model.CpModel, problem: Problem, variables: Variables) -> None:
    of_request: dict[Hashable, list[cp_model.IntVar]] = defaultdict(list)
    at_slot: dict[int, list[cp_model.IntVar]] = defaultdict(list)
    busy: dict[tuple[Hashable, int], list[cp_model.IntVar]] = defaultdict(list)
    held: dict[Hashable, list[cp_model.IntVar]] = defaultdict(list)
    sides = {request.id: (request.first, request.second) for request in problem.requests}
    for (request, slot), variable in variables.items():
        of_request[request].append(variable)
        at_slot[slot].append(variable)
        for side in sides[request]:
            busy[side, slot].append(variable)
            held[side].append(variable)
    for group in (*of_request.values(), *busy.values()):
        model.add_at_most_one(group)
    for group in at_slot.values():
        model.add(sum(group) <= problem.tables)
    for person in problem.participants:
        if person.most is not None and held[person.id]:
            model.add(sum(held[person.id]) <= person.most)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Remembers the best timetable so far: (requests placed, weight placed, bound)."""

    def __init__(self, variables: Variables) -> None:
        super().__init__()
        self.variables = variables
        self.best = (0, 0, 0)

    def on_solution_callback(self) -> None:
        placed = sum(self.boolean_value(variable) for variable in self.variables.values())
        self.best = (placed, round(self.objective_value), round(self.best_objective_bound))


def _unplaced(problem: Problem, slots: dict[Hashable, int]) -> list[Unplaced]:
    away = {person.id: person.away for person in problem.participants}
    most = {person.id: person.most for person in problem.participants}
    busy: dict[Hashable, set[int]] = defaultdict(set)
    used: dict[int, int] = defaultdict(int)
    for request in problem.requests:
        if request.id in slots:
            used[slots[request.id]] += 1
            busy[request.first].add(slots[request.id])
            busy[request.second].add(slots[request.id])

    def reason(request: Request) -> str:
        shared = set(range(problem.slots)) - away[request.first] - away[request.second]
        if not shared:
            return "no_common_slot"
        for side, code in ((request.first, "first_full"), (request.second, "second_full")):
            limit = most[side]
            if (limit is not None and len(busy[side]) >= limit) or shared <= busy[side]:
                return code
        free = shared - busy[request.first] - busy[request.second]
        if free and all(used[slot] >= problem.tables for slot in free):
            return "tables_full"
        return "outweighed"

    return [
        Unplaced(request.id, reason(request))
        for request in problem.requests
        if request.id not in slots
    ]
