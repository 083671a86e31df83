"""Meeting-scheduling instances solved by the product's own scheduler, each answer checked by a verifier.

    python -m benchmarks.timetable FILE.dzn... [--seconds 60] [--fairness 2] [--json]
    python -m benchmarks.timetable FILE.dzn --slots 6        most meetings held in 6 slots

One object a file: instance, status (optimal, feasible, infeasible, unknown), breaks, bound, seconds,
first_seconds; with --slots: held, bound, first_come (what first-fit holds).
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks.b2b import FormatError, most_held, read_instance
from benchmarks.first_fit import first_fit
from benchmarks.verifying import faults_of, spread
from matching.scheduling import Problem, ProblemError, Timetable, solve


def main() -> int:
    """Solve each file; 1 when an answer did not stand the check or a file could not be read."""
    asked = _asked()
    total, wrong = 0.0, False
    for path in asked.files:
        try:
            problem = read_instance(path, fairness=asked.fairness)
            if asked.slots:
                problem = most_held(problem, asked.slots)
            row = _row(path, problem, asked)
        except (FormatError, ProblemError, OSError) as error:
            row = {"instance": path.name, "status": "infeasible" if isinstance(error, ProblemError) else "unknown", "error": str(error)}  # fmt: skip
            wrong = wrong or not isinstance(error, ProblemError)
        wrong = wrong or bool(row.get("faults"))
        total += float(str(row.get("seconds", 0)))
        _print(row, asked.json)
    if not asked.json:
        sys.stdout.write(f"sum {total:.1f} s\n")
    return int(wrong)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--fairness", type=int, default=2)
    parser.add_argument("--slots", type=int)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _row(path: Path, problem: Problem, asked: argparse.Namespace) -> dict[str, object]:
    answer = solve(problem, seconds=asked.seconds, seed=asked.seed, workers=asked.workers)
    row: dict[str, object] = {"instance": path.name.removesuffix(".dzn").removesuffix(".original")}
    if asked.slots:
        row |= {
            "status": "optimal" if answer.optimal else "feasible", "held": answer.value,
            "bound": answer.bound, "first_come": first_fit(problem),
        }  # fmt: skip
    else:
        held = len(answer.placements) == len(problem.requests)
        row |= {"status": _status(answer, held), "breaks": answer.breaks if held else None,
                "bound": answer.breaks_bound}  # fmt: skip
        if held and not answer.unfair and spread(problem, answer) > asked.fairness:
            row["faults"] = ["the idle gaps are further apart than asked"]
    row |= {
        "seconds": round(answer.stats["seconds"], 2),
        "first_seconds": round(answer.stats.get("first_seconds", answer.stats["seconds"]), 2),
    }
    if faults := faults_of(problem, answer):
        row["faults"] = faults
    return row


def _status(answer: Timetable, held: bool) -> str:
    if answer.infeasible or answer.unfair:
        return "infeasible"
    if not held:
        return "unknown"
    return "optimal" if answer.breaks == answer.breaks_bound else "feasible"


def _print(row: dict[str, object], as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(row) + "\n")
    else:
        sys.stdout.write("  ".join(f"{name} {value}" for name, value in row.items()) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
