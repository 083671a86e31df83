"""The fewest idle gaps, as a question to a SAT solver: can these meetings be held with at most k?

Bofill, Coll, Garcia, Giráldez-Cru, Pesant, Suy, Villaret, "Constraint Solving Approaches to the
Business-to-Business Meeting Scheduling Problem", JAIR 74 (2022), gives the problem and two of the implied
constraints used here (a person's used slots are as many as their meetings; a slot's used places at most
twice its tables). Gaps are counted as beginnings of blocks: of n blocks in a day all but one follow a gap.
"""

from __future__ import annotations

import itertools
from dataclasses import asdict, dataclass
from typing import Any

from pysat.card import CardEnc, EncType
from pysat.formula import IDPool

Clauses = list[list[int]]


@dataclass(frozen=True)
class GapQuestion:
    """What a process of its own needs to know; meetings and people are numbers from 0.

    `allowed`: the slots of each meeting; `people`: the meetings of each person and their seats; `caps`:
    (slot, meetings, at most so many of them); `limits`: (meetings, slots, at most so many there); `days`: the
    slots of each day; `order`: earlier, later.
    """

    slots: int
    allowed: list[list[int]]
    people: list[tuple[list[int], int]]
    caps: list[tuple[int, list[int], int]]
    limits: list[tuple[list[int], list[int], int]]
    days: list[list[int]]
    order: list[tuple[int, int]]
    fairness: int | None

    def plain(self) -> dict[str, Any]:
        """As JSON takes it."""
        return asdict(self)


class GapFormula:
    """`clauses` over `meets[meeting, slot]`; each literal of `extra` that is true is an idle gap."""

    def __init__(self, asked: GapQuestion, *, encoding: int, strong: bool, least: int = 0) -> None:
        """`strong` adds clauses that a gap-free person's slots are one block, and counts a slot's people
        instead of its meetings.

        `least`: everybody has at least so many gaps, at most that and the fairness.
        """
        self.asked, self.encoding, self.strong = asked, encoding, strong
        self.pool = IDPool()
        self.clauses: Clauses = []
        self.extra: list[int] = []
        self.meets = {
            (m, s): self.pool.id() for m, slots in enumerate(asked.allowed) for s in slots
        }
        for m, slots in enumerate(asked.allowed):
            self.clauses.append([self.meets[m, s] for s in slots])
            self._at_most_one([self.meets[m, s] for s in slots])
        self.used: dict[tuple[int, int], int] = {}
        for person, (meetings, seats) in enumerate(asked.people):
            if meetings:
                self._person(person, meetings, seats)
                extra = self._gaps(person, meetings, least)
                self._fair(extra, least)
                self.extra += extra
            elif least:
                self.clauses.append([])
        self._room()
        self._limits()
        self._order()

    def _card(self, kind: str, literals: list[int], bound: int) -> None:
        found = getattr(CardEnc, kind)(
            lits=literals, bound=bound, vpool=self.pool, encoding=self.encoding
        )
        self.clauses.extend(found.clauses)

    def _at_most_one(self, literals: list[int]) -> None:
        self.clauses.extend([-a, -b] for a, b in itertools.combinations(literals, 2))

    def _person(self, person: int, meetings: list[int], seats: int) -> None:
        """In which slots they meet somebody: as many as they have meetings, with one seat."""
        for slot in range(self.asked.slots):
            here = [self.meets[m, slot] for m in meetings if (m, slot) in self.meets]
            used = self.used[person, slot] = self.pool.id()
            self.clauses.append([-used, *here])
            self.clauses.extend([-each, used] for each in here)
            if seats == 1:
                self._at_most_one(here)
            elif len(here) > seats:
                self._card("atmost", here, seats)
        if seats == 1:
            everywhere = [self.used[person, slot] for slot in range(self.asked.slots)]
            if len(meetings) > len(everywhere):
                self.clauses.append([])
            else:
                self._card("equals", everywhere, len(meetings))

    def _gaps(self, person: int, meetings: list[int], least: int) -> list[int]:
        """Literals "has a j-th block that day", j from 2: as many are true as the person has gaps."""
        found: list[int] = []
        for day in self.asked.days:
            used = [self.used[person, slot] for slot in day]
            starts = self._starts(used)
            most = min(len(meetings), (len(day) + 1) // 2)
            if self.asked.fairness is not None and len(self.asked.days) == 1:
                most = min(most, least + self.asked.fairness + 2)
            counted = self._at_least(starts, most)
            found += counted[1:]
            if self.strong and len(counted) > 1 and len(self.asked.days) == 1:
                self._one_block(used, len(meetings), counted[1])
        return found

    def _starts(self, used: list[int]) -> list[int]:
        starts = [used[0]]
        for before, here in itertools.pairwise(used):
            start = self.pool.id()
            self.clauses += [[-here, before, start], [-start, here], [-start, -before]]
            starts.append(start)
        self.clauses.extend([-a, -b] for a, b in itertools.pairwise(starts))
        return starts

    def _at_least(self, literals: list[int], most: int) -> list[int]:
        """Literal j (from 0) is true exactly when more than j of `literals` are; j < most."""
        before: list[int] = []
        for literal in literals:
            width = min(len(before) + 1, most)
            here = [self.pool.id() for _ in range(width)]
            for j in range(width):
                kept = before[j] if j < len(before) else None
                lower = before[j - 1] if j else None
                if kept is not None:
                    self.clauses.append([-kept, here[j]])
                self.clauses.append([-literal, here[j], *([-lower] if lower is not None else [])])
                rest = [kept] if kept is not None else []
                self.clauses.append([-here[j], literal, *rest])
                if lower is not None:
                    self.clauses.append([-here[j], lower, *rest])
            before = here
        return before

    def _one_block(self, used: list[int], meetings: int, broken: int) -> None:
        """Unless `broken`, what lies between two used slots is used, and they are not too far apart."""
        size = len(used)
        began = [self.pool.id() for _ in range(size)]
        goes_on = [self.pool.id() for _ in range(size)]
        for s in range(size):
            self.clauses += [[-used[s], began[s]], [-used[s], goes_on[s]]]
            self.clauses.append([-began[s], -goes_on[s], used[s], broken])
            if s:
                self.clauses += [[-began[s - 1], began[s]], [-goes_on[s], goes_on[s - 1]]]
            if s >= meetings:
                self.clauses.append([-used[s], -began[s - meetings], broken])
            if s + meetings < size:
                self.clauses.append([-used[s], -goes_on[s + meetings], broken])

    def _fair(self, extra: list[int], least: int) -> None:
        """Everybody has from `least` to `least` + fairness gaps."""
        # With a single day `extra` is ordered: a third gap has a second before it.
        single = len(self.asked.days) == 1
        most = None if self.asked.fairness is None else least + self.asked.fairness
        if most is not None and len(extra) > most:
            if single or most == 0:
                self.clauses.extend([-each] for each in extra[most:])
            else:
                self._card("atmost", extra, most)
        if least and len(extra) < least:
            self.clauses.append([])
        elif least and single:
            self.clauses.append([extra[least - 1]])
        elif least:
            self._card("atleast", extra, least)

    def _room(self) -> None:
        plain = all(seats == 1 for _meetings, seats in self.asked.people)
        for slot, meetings, room in self.asked.caps:
            here = [self.meets[m, slot] for m in meetings if (m, slot) in self.meets]
            whole = plain and len(meetings) == len(self.asked.allowed)
            if len(here) > room and not (self.strong and whole):
                self._card("atmost", here, room)
            if whole:
                places = [used for (_person, s), used in self.used.items() if s == slot]
                if len(places) > 2 * room:
                    self._card("atmost", places, 2 * room)

    def _limits(self) -> None:
        for meetings, slots, most in self.asked.limits:
            here = [self.meets[m, s] for m in meetings for s in slots if (m, s) in self.meets]
            if len(here) > most:
                self._card("atmost", here, most)

    def _order(self) -> None:
        for earlier, later in self.asked.order:
            for slot in self.asked.allowed[later]:
                for other in self.asked.allowed[earlier]:
                    if other >= slot:
                        self.clauses.append([-self.meets[later, slot], -self.meets[earlier, other]])


ENCODINGS = {
    "totalizer": EncType.totalizer,
    "modulo": EncType.mtotalizer,
}
