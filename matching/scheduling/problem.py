"""The timetabling problem and its answer, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass, field


class ProblemError(ValueError):
    """The problem contradicts itself; `reason` is a stable code for the caller to put in words."""

    def __init__(self, reason: str, detail: str = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else reason)


@dataclass(frozen=True)
class Participant:
    """Somebody who can hold one meeting per slot.

    `away` are slots (0-based) in which they cannot; `most` is how many meetings they want at most.
    """

    id: Hashable
    away: frozenset[int] = frozenset()
    most: int | None = None


@dataclass(frozen=True)
class Request:
    """Two participants who want to meet; `weight` > 0 is what placing it is worth."""

    id: Hashable
    first: Hashable
    second: Hashable
    weight: int = 1


@dataclass(frozen=True)
class Problem:
    """`slots` periods and `tables` tables, both counts."""

    participants: tuple[Participant, ...]
    requests: tuple[Request, ...]
    slots: int
    tables: int

    def check(self) -> None:
        """Raise ProblemError when it contradicts itself: said before solving, not by a silent gap."""
        if self.slots < 1:
            raise ProblemError("no_slots")
        if self.tables < 1:
            raise ProblemError("no_tables")
        known = Counter(person.id for person in self.participants)
        for person, count in known.items():
            if count > 1:
                raise ProblemError("participant_twice", str(person))
        pairs = set()
        for request in self.requests:
            for side in (request.first, request.second):
                if side not in known:
                    raise ProblemError("unknown_participant", str(side))
            if request.first == request.second:
                raise ProblemError("meets_itself", str(request.first))
            if request.weight < 1:
                raise ProblemError("weight_not_positive", str(request.id))
            pair = frozenset((request.first, request.second))
            if pair in pairs:
                raise ProblemError("pair_twice", str(request.id))
            pairs.add(pair)


@dataclass(frozen=True)
class Placement:
    """Request `request` meets in `slot` at `table`, both 0-based."""

    request: Hashable
    slot: int
    table: int


@dataclass(frozen=True)
class Unplaced:
    """A request without a place. `reason` is one of:

    `no_common_slot` the two are never free together; `first_full`, `second_full` that side has a
    meeting in every slot they share or reached its limit; `tables_full` every table is taken in
    the slots both are free; `outweighed` a better whole leaves it out.
    """

    request: Hashable
    reason: str


@dataclass(frozen=True)
class Timetable:
    """An answer. `value` <= `bound`; equal means no timetable can place more weight."""

    placements: tuple[Placement, ...]
    unplaced: tuple[Unplaced, ...]
    value: int
    bound: int
    cancelled: bool = False
    stats: dict[str, float] = field(default_factory=dict)

    @property
    def optimal(self) -> bool:
        return self.value == self.bound
