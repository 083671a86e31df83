"""First come, first served: what most tools do, for comparison."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable

from matching.scheduling import Problem


def first_fit(problem: Problem, *, by_weight: bool = False) -> int:
    """The weight placed when each request in turn takes the first slot that fits."""
    busy: dict[Hashable, set[int]] = defaultdict(set)
    used: Counter[int] = Counter()
    placed = 0
    rows = list(problem.requests)
    if by_weight:
        rows.sort(key=lambda request: -request.weight)
    for request in rows:
        sides = (problem.people[request.first], problem.people[request.second])
        if any(
            len(busy[side.id]) >= (problem.slots if side.most is None else side.most)
            for side in sides
        ):
            continue
        for slot in problem.slots_of(request):
            if used[slot] < problem.room[slot] and all(slot not in busy[s.id] for s in sides):
                for side in sides:
                    busy[side.id].add(slot)
                used[slot] += 1
                placed += request.weight
                break
    return placed
