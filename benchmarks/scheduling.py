"""Scheduling: the solver beside first-fit, on the same forum (150 people, one hall)."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator

from matching.scheduling import Participant, Problem, Request, solve

PRODUCERS, BUYERS, SLOTS, TABLES, REQUESTS = 100, 50, 15, 20, 420


def figures() -> Iterator[tuple[str, str]]:
    problem = _forum()
    answer = solve(problem, seconds=60, workers=2)
    greedy = _first_fit(problem)
    asked = sum(request.weight for request in problem.requests)
    yield "weight asked for", f"{asked} in {len(problem.requests)} requests"
    yield "first-fit places", f"{greedy} ({100 * greedy / asked:.1f} %)"
    yield "the solver places", f"{answer.value} ({100 * answer.value / asked:.1f} %)"
    proof = "proven best" if answer.optimal else f"at most {answer.bound} is possible"
    yield "proof", f"{proof}, {answer.stats['seconds']:.1f} s"


def _forum() -> Problem:
    draw = random.Random(20)
    people = [
        Participant(n, frozenset(draw.sample(range(SLOTS), draw.choice([0, 0, 0, 4, 8]))), 8)
        for n in range(PRODUCERS + BUYERS)
    ]
    pairs = {
        (draw.randrange(PRODUCERS), PRODUCERS + int(BUYERS * draw.random() ** 2))
        for _ in range(REQUESTS)
    }
    requests = [Request(n, a, b, draw.choice([1, 2, 3])) for n, (a, b) in enumerate(sorted(pairs))]
    return Problem(tuple(people), tuple(requests), SLOTS, TABLES)


def _first_fit(problem: Problem) -> int:
    """Each request in order of weight into the first slot that fits: what most tools do."""
    people = {person.id: person for person in problem.participants}
    busy: dict[Hashable, set[int]] = defaultdict(set)
    used: Counter[int] = Counter()
    placed = 0
    for request in sorted(problem.requests, key=lambda request: -request.weight):
        sides = (people[request.first], people[request.second])
        if any(len(busy[side.id]) >= (side.most or SLOTS) for side in sides):
            continue
        for slot in range(problem.slots):
            free = all(slot not in side.away and slot not in busy[side.id] for side in sides)
            if free and used[slot] < problem.tables:
                for side in sides:
                    busy[side.id].add(slot)
                used[slot] += 1
                placed += request.weight
                break
    return placed
