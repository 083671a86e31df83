"""The answer to a timetabling problem, and what it is measured by."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from matching.scheduling.problem import Problem

Slots = dict[Hashable, int]  # the slot of each request that is placed


@dataclass(frozen=True)
class Placement:
    """Request `request` meets in `slot` at `table`, both 0-based."""

    request: Hashable
    slot: int
    table: int


@dataclass(frozen=True)
class Unplaced:
    """A request without a place. `reason` is one of:

    `vetoed` the two must not meet; `no_common_slot` the two are never free together; `first_full`,
    `second_full` that side has a meeting in every slot they share or reached its limit; `tables_full`
    every table it may have is taken in the slots both are free; `outweighed` a better whole leaves it out.
    """

    request: Hashable
    reason: str


@dataclass(frozen=True)
class Shortfall:
    """`person` holds `held` meetings and was promised `least`.

    The certificate: the people of `short` ask nobody but `blockers`, and those have no more room than
    `room` meetings, less than `short` are promised together. Without blockers, the clock ended the search.
    """

    person: Hashable
    least: int
    held: int
    short: tuple[Hashable, ...] = ()
    blockers: tuple[Hashable, ...] = ()
    room: int = 0


@dataclass(frozen=True)
class Standing:
    """How far a search is: what could be kept if it stopped now, and what is proven."""

    placed: int = 0
    value: int = 0
    bound: int = 0
    breaks: int | None = None
    breaks_bound: int = 0


@dataclass(frozen=True)
class Timetable:
    """An answer. `value` <= `bound`; equal means no timetable can place more weight.

    `breaks` >= `breaks_bound`; equal means that these meetings cannot be held with fewer idle gaps (at the
    fairness asked for). `table_moves` counts changes of table by first sides. `infeasible`: proven that
    the required requests cannot all be held; `unfair`: that they cannot with gaps as even as asked.
    """

    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    value: int
    bound: int
    breaks: int = 0
    breaks_bound: int = 0
    table_moves: int = 0
    shortfalls: tuple[Shortfall, ...] = ()
    cancelled: bool = False
    infeasible: bool = False
    unfair: bool = False
    stats: dict[str, float] = field(default_factory=dict)

    @property
    def optimal(self) -> bool:
        """Whether no timetable places more weight."""
        return self.value == self.bound


def held_by(problem: Problem, placed: Container[Hashable]) -> Counter[Hashable]:
    """How many meetings each participant holds if the requests of `placed` are held."""
    return Counter(side for r in problem.requests if r.id in placed for side in (r.first, r.second))


def missing(problem: Problem, held: Counter[Hashable]) -> int:
    """By how many meetings the promises (`least`) of everybody fall short."""
    return sum(max(0, person.least - held[person.id]) for person in problem.participants)


def used_slots(problem: Problem, slots: Slots) -> dict[Hashable, set[int]]:
    """In which slots each participant meets somebody."""
    used: dict[Hashable, set[int]] = defaultdict(set)
    for request in problem.requests:
        if request.id in slots:
            used[request.first].add(slots[request.id])
            used[request.second].add(slots[request.id])
    return used


def breaks_of(problem: Problem, used: Iterable[int]) -> int:
    """Idle gaps of one person: runs of empty slots between two meetings of one day."""
    met = set(used)
    found = 0
    for day in problem.day_slots:
        held = [place for place, slot in enumerate(day) if slot in met]
        found += sum(later - earlier > 1 for earlier, later in pairwise(held))
    return found


def count_breaks(problem: Problem, slots: Slots) -> int:
    """Idle gaps of everybody."""
    return sum(breaks_of(problem, used) for used in used_slots(problem, slots).values())
