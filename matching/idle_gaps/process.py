"""A process that answers one GapQuestion: `python -m matching.idle_gaps.process` with it on stdin.

A SAT solver's call cannot be interrupted from Python; a process can be ended. It prints one JSON object a
line as it learns more: {"slots": [...], "breaks": k}, {"bound": k}, {"infeasible": true},
{"impossible_this_fair": true}; the last word is {"done": true}.
"""

from __future__ import annotations

import itertools
import json
import sys
from typing import Any

from pysat.card import ITotalizer
from pysat.solvers import Solver

from matching.idle_gaps.formula import ENCODINGS, GapFormula, GapQuestion


def say(**words: Any) -> None:
    """One line, at once."""
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Read the question and the way to answer it; prove from below, one gap more at a time."""
    given = json.load(sys.stdin)
    asked = GapQuestion(**given["question"])
    if not all(asked.allowed):
        say(infeasible=True, done=True)
        return
    best: int | None = None
    if given["first"]:
        best = _any_way(asked, given)
        if best is None and (asked.fairness is None or _impossible(asked, given)):
            say(infeasible=True, done=True)
            return
    people = len(asked.people)
    for least in itertools.count():  # the fewest gaps anybody has
        floor = least * people
        if least and (asked.fairness is None or (best is not None and floor >= best)):
            break
        found = _fewest(asked, given, least, floor, best)
        if found is not None:
            best = found if best is None else min(best, found)
        elif best is None and least * 2 >= asked.slots:
            break
    if best is None and asked.fairness is None:
        say(infeasible=True)
    elif best is None:
        say(impossible_this_fair=True)
    say(done=True)


def _formula(asked: GapQuestion, given: dict[str, Any], least: int = 0) -> GapFormula:
    return GapFormula(
        asked, encoding=ENCODINGS[given["encoding"]], strong=given["strong"], least=least
    )


def _solver(given: dict[str, Any], clauses: list[list[int]]) -> Solver:
    solver = Solver(name=given["solver"])
    solver.configure({"seed": given["seed"]})
    for clause in clauses:
        solver.add_clause(clause)
    return solver


def _report(asked: GapQuestion, formula: GapFormula, solver: Solver) -> int:
    true = {literal for literal in solver.get_model() if literal > 0}
    slots = [0] * len(asked.allowed)
    for (meeting, slot), literal in formula.meets.items():
        if literal in true:
            slots[meeting] = slot
    breaks = sum(literal in true for literal in formula.extra)
    say(slots=slots, breaks=breaks)
    return breaks


def _any_way(asked: GapQuestion, given: dict[str, Any]) -> int | None:
    """A first timetable of all meetings, however many gaps; None when there is none that is fair."""
    formula = _formula(asked, given)
    if [] in formula.clauses:
        return None
    with _solver(given, formula.clauses) as solver:
        return _report(asked, formula, solver) if solver.solve() else None


def _impossible(asked: GapQuestion, given: dict[str, Any]) -> bool:
    """Whether the meetings cannot be held even when nobody asks for fairness."""
    formula = _formula(GapQuestion(**{**asked.plain(), "fairness": None}), given)
    if [] in formula.clauses:
        return True
    with _solver(given, formula.clauses) as solver:
        return not solver.solve()


def _fewest(
    asked: GapQuestion, given: dict[str, Any], least: int, floor: int, best: int | None
) -> int | None:
    """The fewest gaps when everybody has at least `least`; None when that cannot be, or not below `best`."""
    formula = _formula(asked, given, least)
    if [] in formula.clauses:
        return None
    extra = formula.extra
    with _solver(given, formula.clauses) as solver:
        if not extra:
            if not solver.solve():
                return None
            return _report(asked, formula, solver)
        top = len(extra) if best is None else min(best, len(extra))
        with ITotalizer(lits=extra, ubound=top, top_id=formula.pool.top) as total:
            for clause in total.cnf.clauses:
                solver.add_clause(clause)
            for allowed in range(floor, top + 1):
                if best is not None and allowed >= best:
                    return None
                limit = [-total.rhs[allowed]] if allowed < len(total.rhs) else []
                if solver.solve(assumptions=limit):
                    return _report(asked, formula, solver)
                if not solver.get_core():  # not for the gaps: it cannot be at all
                    return None
                if not least:  # from the next level on everybody has a gap
                    say(bound=min(allowed + 1, len(asked.people)))
    return None


if __name__ == "__main__":
    main()
