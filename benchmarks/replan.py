"""Re-planning on the day: 300 people, 10 no-shows, 5 walk-ins, 1 table lost, in the middle of the day.

    python -m benchmarks.replan [--json]

`locked_moved` must be 0; `refill` is the weight of meetings put into what was free, `best_refill` what an
independent search without the product's own steps proves possible.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace

from ortools.sat.python import cp_model

from benchmarks.forum import make_forum
from benchmarks.verifying import faults_of
from matching.scheduling import Participant, Placement, Problem, Request, replan, solve

NOW = 8  # the slot that begins


def measure(seed: int = 7) -> dict[str, object]:
    """Plan a forum, let the day happen, plan again."""
    problem = make_forum(100, 200, 20, 60, 3000, away=0.1, most=10)
    planned = solve(problem, seconds=4, workers=2, progress=None).placements
    changed = _the_day(problem, seed)
    began = time.perf_counter()
    found = replan(changed, planned, now=NOW)
    seconds = time.perf_counter() - began
    rows = {request.id: request for request in changed.requests}
    before = {place.request: place for place in planned}
    possible = {
        r for r, place in before.items()
        if place.slot < NOW or (place.slot in changed.slots_of(rows[r]) and (place.slot, place.table) not in changed.closed)
    }  # fmt: skip
    new = [*found.moved, *found.added]
    refill = sum(rows[r].weight for r in new if r in found.added), len(found.moved)
    best = _best_refill(changed, planned, found.timetable.placements, set(new))
    row: dict[str, object] = {
        "people": len(changed.participants), "planned": len(planned), "could_stay": len(possible),
        "kept": len(found.kept), "reseated": len(found.reseated), "moved": len(found.moved),
        "lost": len(found.lost), "added": len(found.added),
        "locked_moved": len(possible - set(found.kept)),
        "refill": refill[0], "promised_again": refill[1],
        "best_refill": best[1], "best_promised_again": best[0],
        "seconds": round(seconds, 2),
    }  # fmt: skip
    if faults := faults_of(changed, found.timetable):
        row["faults"] = faults[:5]
    return row


def _the_day(problem: Problem, seed: int) -> Problem:
    """Ten do not come, five walk in and ask for meetings, table 3 breaks down at NOW."""
    draw = random.Random(seed)
    rest_of_day = frozenset(range(NOW, problem.slots))
    gone = {person.id for person in draw.sample(problem.participants, 10)}
    people = [
        replace(person, away=person.away | rest_of_day) if person.id in gone else person
        for person in problem.participants
    ]
    buyers = [person.id for person in people if person.id[0] == "b"]  # type: ignore[index]
    asked = []
    for n in range(5):
        walk_in = ("p", f"walk-in {n}")
        people.append(Participant(walk_in, frozenset(range(NOW)), 6))
        asked += [Request(f"{n}/{buyer}", walk_in, buyer, 2) for buyer in draw.sample(buyers, 12)]
    return replace(
        problem, participants=tuple(people), requests=(*problem.requests, *asked),
        closed=frozenset((slot, 3) for slot in rest_of_day),
    )  # fmt: skip


def _best_refill(
    problem: Problem, planned: tuple[Placement, ...], now_placed: tuple[Placement, ...], new: set[object]
) -> tuple[int, int]:  # fmt: skip
    """(promised meetings placed again, weight added) that are possible beside the meetings that stayed."""
    rows = {request.id: request for request in problem.requests}
    stayed = [place for place in now_placed if place.request not in new]
    busy = {
        (side, p.slot) for p in stayed for side in (rows[p.request].first, rows[p.request].second)
    }
    held: dict[object, int] = {}
    for place in stayed:
        for side in (rows[place.request].first, rows[place.request].second):
            held[side] = held.get(side, 0) + 1
    room = {
        s: problem.room[s] - sum(p.slot == s for p in stayed) for s in range(NOW, problem.slots)
    }
    model = cp_model.CpModel()
    takes = {}
    for row in problem.requests:
        if any(place.request == row.id for place in stayed):
            continue
        for slot in problem.slots_of(row):
            if slot >= NOW and (row.first, slot) not in busy and (row.second, slot) not in busy:
                takes[row.id, slot] = model.new_bool_var("")
    for request in {request for request, _slot in takes}:
        model.add_at_most_one(v for (r, _s), v in takes.items() if r == request)
    for slot, left in room.items():
        model.add(sum(v for (_r, s), v in takes.items() if s == slot) <= left)
    for person in problem.participants:
        mine = [
            (s, v) for (r, s), v in takes.items() if person.id in (rows[r].first, rows[r].second)
        ]
        for slot in {s for s, _v in mine}:
            model.add_at_most_one(v for s, v in mine if s == slot)
        if person.most is not None and mine:
            model.add(sum(v for _s, v in mine) <= max(0, person.most - held.get(person.id, 0)))
    before = {place.request for place in planned}
    promised = sum(v for (r, _s), v in takes.items() if r in before)
    weight = sum(rows[r].weight * v for (r, _s), v in takes.items() if r not in before)
    model.maximize(10_000 * promised + weight)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 2
    solver.parameters.max_time_in_seconds = 60
    assert solver.solve(model) == cp_model.OPTIMAL
    return int(solver.value(promised)), int(solver.value(weight))


def main() -> int:
    """One day."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--json", action="store_true")
    row = measure()
    if parser.parse_args().json:
        sys.stdout.write(json.dumps(row) + "\n")
    else:
        for name, figure in row.items():
            sys.stdout.write(f"{name:<20} {figure}\n")
    return int("faults" in row)


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`."""
    for name, figure in measure().items():
        yield name, str(figure)


if __name__ == "__main__":
    sys.exit(main())
