"""A forum of any size, made up: the scheduler beside greedy-by-weight, with the proven bound.

    python -m benchmarks.forum --buyers 100 --producers 200 --slots 20 --tables 60 --requests 3000 \\
        [--away 0.2] [--json]

`away`: each participant is away in that share of the slots. The answer is checked by a verifier.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import sys
from collections.abc import Iterator

from benchmarks.first_fit import first_fit
from benchmarks.verifying import faults_of
from matching.scheduling import Participant, Problem, Request, Standing, solve


def make_forum(
    buyers: int, producers: int, slots: int, tables: int, requests: int, *, away: float = 0.0,
    most: int | None = None, seed: int = 20,
) -> Problem:  # fmt: skip
    """Buyers of uneven fame are asked more often; weights 1, 2 and 4 as priorities give them."""
    draw = random.Random(seed)
    share = round(away * slots)
    people = [
        Participant((side, n), frozenset(draw.sample(range(slots), share)), most)
        for side, count in (("p", producers), ("b", buyers))
        for n in range(count)
    ]
    requests = min(requests, buyers * producers)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < requests:
        famous = draw.random() ** 3 if len(pairs) < requests * 0.9 else draw.random()
        pairs.add((draw.randrange(producers), int(buyers * famous)))
    rows = tuple(
        Request(n, ("p", p), ("b", b), draw.choice([1, 2, 2, 4]))
        for n, (p, b) in enumerate(sorted(pairs))
    )
    return Problem(tuple(people), rows, slots, tables)


def measure(problem: Problem, *, seconds: float, workers: int, seed: int) -> dict[str, object]:
    """Solve and check."""
    greedy = first_fit(problem, by_weight=True)
    last: list[Standing] = []

    def watch(standing: Standing) -> bool:
        last.append(standing)
        return True

    answer = solve(problem, seconds=seconds, workers=workers, seed=seed, progress=watch)
    row: dict[str, object] = {
        "placed_weight": answer.value, "bound": answer.bound,
        "placed_of_bound": round(answer.value / answer.bound, 4) if answer.bound else 1,
        "greedy_weight": greedy, "greedy_of_bound": round(greedy / answer.bound, 4) if answer.bound else 1,
        "meetings": len(answer.placements), "requests": len(problem.requests),
        "seconds": round(answer.stats["seconds"], 2),
        "first_seconds": round(answer.stats["first_seconds"], 2),
        "breaks": answer.breaks, "breaks_bound": answer.breaks_bound, "table_moves": answer.table_moves,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
    }  # fmt: skip
    if faults := faults_of(problem, answer):
        row["faults"] = faults[:5]
    return row


def main() -> int:
    """One forum of the size asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    for name, default in (
        ("buyers", 100), ("producers", 200), ("slots", 20), ("tables", 60), ("requests", 3000),
        ("workers", 2), ("seed", 20),
    ):  # fmt: skip
        parser.add_argument(f"--{name}", type=int, default=default)
    parser.add_argument("--away", type=float, default=0.0)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    problem = make_forum(
        asked.buyers, asked.producers, asked.slots, asked.tables, asked.requests, away=asked.away,
        seed=asked.seed,
    )  # fmt: skip
    row = measure(problem, seconds=asked.seconds, workers=asked.workers, seed=1)
    if asked.json:
        sys.stdout.write(json.dumps(row) + "\n")
    else:
        for name, figure in row.items():
            sys.stdout.write(f"{name:<18} {figure}\n")
    return int("faults" in row)


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`: one hall with everybody there, and one with people away."""
    for away in (0.0, 0.2):
        row = measure(make_forum(100, 200, 20, 60, 3000, away=away), seconds=20, workers=2, seed=1)
        for name in (
            "placed_of_bound",
            "greedy_of_bound",
            "first_seconds",
            "breaks",
            "table_moves",
        ):
            yield f"{name}, {away:.0%} of the time away", str(row[name])


if __name__ == "__main__":
    sys.exit(main())
