"""The timetabling problem, as plain data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property


class ProblemError(ValueError):
    """The problem contradicts itself; `reason` is a stable code for the caller to put in words."""

    def __init__(self, reason: str, detail: Hashable = "") -> None:
        self.reason = reason
        self.detail = detail
        super().__init__(f"{reason}: {detail}" if detail else reason)


@dataclass(frozen=True)
class Participant:
    """Somebody who can hold `seats` meetings per slot (an organisation: one per delegate).

    `away` are slots (0-based) in which they cannot; `most` is how many meetings they want at most,
    `most_in` the same within a session; `least` is what they are promised where any timetable allows it.
    """

    id: Hashable
    away: frozenset[int] = frozenset()
    most: int | None = None
    least: int = 0
    seats: int = 1
    most_in: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Request:
    """Two participants who want to meet; `weight` > 0 is what placing it is worth.

    `slots` and `tables` (0-based) say where it may be, None anywhere. With `slot` it is fixed there, at
    `table` if that is given too. `required` is worth more than all that are not.
    """

    id: Hashable
    first: Hashable
    second: Hashable
    weight: int = 1
    slots: frozenset[int] | None = None
    tables: frozenset[int] | None = None
    slot: int | None = None
    table: int | None = None
    required: bool = False


@dataclass(frozen=True)
class Problem:
    """`slots` periods and `tables` tables, both counts.

    `sessions` and `days` number each slot's session and day (none: all are one); an idle gap does not
    reach over the night. `closed` are (slot, table) that cannot be used. `vetoes` are pairs who must not
    meet, `precedences` (earlier, later) ids of requests. `fairness`: by how much two participants' counts
    of idle gaps may differ, None for not at all a concern. `repeats`: two may meet more than once.
    """

    participants: tuple[Participant, ...]
    requests: tuple[Request, ...]
    slots: int
    tables: int
    sessions: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    closed: frozenset[tuple[int, int]] = frozenset()
    vetoes: frozenset[frozenset[Hashable]] = frozenset()
    precedences: tuple[tuple[Hashable, Hashable], ...] = ()
    fairness: int | None = 2
    repeats: bool = False

    @cached_property
    def people(self) -> dict[Hashable, Participant]:
        """Participants by id."""
        return {person.id: person for person in self.participants}

    @cached_property
    def room(self) -> list[int]:
        """How many tables are open in each slot."""
        shut = Counter(slot for slot, _table in self.closed)
        return [self.tables - shut[slot] for slot in range(self.slots)]

    @cached_property
    def day_slots(self) -> list[list[int]]:
        """The slots of each day, in order."""
        days = self.days or (0,) * self.slots
        return [[s for s in range(self.slots) if days[s] == day] for day in dict.fromkeys(days)]

    def vetoed(self, request: Request) -> bool:
        """Whether the two must not meet."""
        return frozenset((request.first, request.second)) in self.vetoes

    def slots_of(self, request: Request) -> list[int]:
        """Slots in which the request may be met, were nobody else there; ascending."""
        if self.vetoed(request):
            return []
        away = self.people[request.first].away | self.people[request.second].away
        every = range(self.slots)
        found = every if request.slot is None else {request.slot}.intersection(every)
        return [
            slot for slot in found
            if slot not in away
            and self.room[slot] > 0
            and (request.slots is None or slot in request.slots)
            and (request.tables is None or any((slot, t) not in self.closed for t in request.tables))
        ]  # fmt: skip

    def check(self) -> None:
        """Raise ProblemError when it contradicts itself: said before solving, not by a silent gap."""
        for reason, detail in self.contradictions():
            raise ProblemError(reason, detail)

    def contradictions(self) -> Iterator[tuple[str, Hashable]]:
        """All of them, as (reason, what it is about)."""
        if self.slots < 1:
            yield "no_slots", ""
        if self.tables < 1:
            yield "no_tables", ""
        for numbers, name in ((self.sessions, "sessions"), (self.days, "days")):
            if numbers and len(numbers) != self.slots:
                yield "wrong_length", name
        for person, count in Counter(person.id for person in self.participants).items():
            if count > 1:
                yield "participant_twice", person
        pairs = set()
        for request in self.requests:
            for side in (request.first, request.second):
                if side not in self.people:
                    yield "unknown_participant", side
            if request.first == request.second:
                yield "meets_itself", request.first
            if request.weight < 1:
                yield "weight_not_positive", request.id
            pair = frozenset((request.first, request.second))
            if pair in pairs and not self.repeats:
                yield "pair_twice", request.id
            pairs.add(pair)
            if request.tables is not None and not request.tables & frozenset(range(self.tables)):
                yield "no_such_table", request.id
            if request.slot is not None and not self.slots_of(request):
                yield "fixed_where_it_cannot_be", request.id
        yield from self._clashes()

    def _clashes(self) -> Iterator[tuple[str, Hashable]]:
        """Fixed meetings that cannot all be."""
        held: Counter[tuple[Hashable, int]] = Counter()
        seats = set()
        for request in self.requests:
            if request.slot is None:
                continue
            for side in (request.first, request.second):
                held[side, request.slot] += 1
                if held[side, request.slot] > self.people[side].seats:
                    yield "fixed_twice", side
            if request.table is not None:
                if (request.slot, request.table) in seats:
                    yield "table_fixed_twice", request.id
                seats.add((request.slot, request.table))
        ids = {request.id for request in self.requests}
        for pair in self.precedences:
            for each in pair:
                if each not in ids:
                    yield "unknown_request", each
