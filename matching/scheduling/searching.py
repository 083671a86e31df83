"""Running CP-SAT in a thread of its own, so that whoever waits can look and stop it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass

from ortools.sat.python import cp_model

from matching.scheduling.answer import Slots

TICK_SECONDS = 0.5
Variables = dict[tuple[Hashable, int], cp_model.IntVar]


@dataclass(frozen=True)
class Found:
    """The best so far; `bound` is None before anything is proven, `slots` before anything is found.

    `optimal`: `slots` reach `bound`. `infeasible`: there is no answer at all, `slots` is None. `stopped`: `watch` said
    so. None of them: the time ran out. At most one of the first two is true; `stopped` may stand beside `optimal`.
    """

    slots: Slots | None
    bound: int | None
    optimal: bool = False
    infeasible: bool = False
    stopped: bool = False


def search(
    model: cp_model.CpModel, variables: Variables, *, seconds: float, seed: int, workers: int,
    watch: Callable[[Found], bool] | None = None,
) -> Found:  # fmt: skip
    """Solve `model` within `seconds`; `watch` is called twice a second and ends it by False.

    One worker counts its own steps instead of the clock (CP-SAT's deterministic time, about a second
    each), so that the same model and seed give the same answer; the clock is only a safety net then.
    """
    solver = cp_model.CpSolver()
    parameters = solver.parameters
    parameters.num_workers = workers
    parameters.random_seed = seed
    if workers == 1:
        parameters.max_deterministic_time = seconds
        parameters.max_time_in_seconds = 4 * seconds + 5
    else:
        parameters.max_time_in_seconds = seconds
    watcher = _Watcher(variables)
    stopped = False
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(solver.solve, model, watcher)
        while not answer.done():
            try:
                answer.result(timeout=TICK_SECONDS)
            except NotYet:
                if watch is not None and not stopped and not watch(watcher.best):
                    stopped = True
                    solver.stop_search()
    status = answer.result()
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Found(None, None, infeasible=status == cp_model.INFEASIBLE, stopped=stopped)
    slots = {r: slot for (r, slot), var in variables.items() if solver.boolean_value(var)}
    bound = round(solver.best_objective_bound)
    return Found(slots, bound, optimal=status == cp_model.OPTIMAL, stopped=stopped)


class _Watcher(cp_model.CpSolverSolutionCallback):
    """Remembers the best so far."""

    def __init__(self, variables: Variables) -> None:
        super().__init__()
        self.variables = variables
        self.best = Found(None, None)

    def on_solution_callback(self) -> None:
        slots = {r: slot for (r, slot), var in self.variables.items() if self.boolean_value(var)}
        self.best = Found(slots, round(self.best_objective_bound))
