"""Fewer idle gaps by Kempe chains: hundreds of thousands of small swaps where a model is too large.

A swap of a path between slots s and t leaves everybody's slots as they were but for the two people at its
ends, so its effect on the gaps costs nothing to know. Accepted as simulated annealing does (Kirkpatrick,
Gelatt, Vecchi, 1983).
"""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Hashable

from matching.scheduling.answer import Slots
from matching.scheduling.chains import Board
from matching.scheduling.halls import Halls
from matching.scheduling.problem import Problem

SWAPS_A_SECOND = 150_000  # about what one core tries; the count, not the clock, ends it
WARM, COLD = 0.7, 0.08  # gaps by which a swap may make it worse, in the beginning and at the end
UNFAIR = 2  # gaps above all fairness count so many times more
LOOK_EVERY = 20_000


def close_gaps(
    problem: Problem, slots: Slots, *, seconds: float, seed: int,
    watch: Callable[[Slots], bool] | None = None,
) -> tuple[Slots, bool]:  # fmt: skip
    """The same meetings with no more idle gaps, and whether `watch` stopped it.

    Nothing is done where some may use certain tables only, or somebody holds two meetings at once.
    """
    if not Halls(problem).plain or any(
        person.seats > 1 or person.most_in for person in problem.participants
    ) or problem.precedences:  # fmt: skip
        return slots, False
    return _Closing(problem, slots, random.Random(seed)).run(seconds, watch)  # noqa: S311


class _Closing:
    def __init__(self, problem: Problem, slots: Slots, draw: random.Random) -> None:
        self.problem, self.draw = problem, draw
        self.board = Board(problem)
        for request, slot in slots.items():
            self.board.put(request, slot)
        self.days = [sum(1 << slot for slot in day) for day in problem.day_slots]
        self.masks = {
            person.id: sum(1 << slot for slot in self.board.at[person.id])
            for person in problem.participants
        }
        self.free = {
            person.id: [s for s in range(problem.slots) if s not in person.away]
            for person in problem.participants
        }
        self.people = [p for p, mask in self.masks.items() if mask.bit_count() > 1]
        self.cost = sum(self._cost(mask) for mask in self.masks.values())

    def _gaps(self, mask: int) -> int:
        found = 0
        for day in self.days:
            here = mask & day
            if here:
                found += (here & ~(here << 1)).bit_count() - 1
        return found

    def _cost(self, mask: int) -> int:
        gaps = self._gaps(mask)
        fairness = self.problem.fairness
        return gaps if fairness is None else gaps + UNFAIR * max(0, gaps - fairness)

    def run(self, seconds: float, watch: Callable[[Slots], bool] | None) -> tuple[Slots, bool]:
        """Cool down over as many swaps as fit in `seconds`; the best that was met is the answer."""
        swaps = int(seconds * SWAPS_A_SECOND)
        end = time.monotonic() + 2 * seconds + 1  # a safety net on a slow machine
        best, best_cost, stopped = dict(self.board.slots), self.cost, False
        for step in range(swaps):
            if not self.people or self.cost == 0:
                break
            heat = WARM * (COLD / WARM) ** (step / swaps)
            self._try(heat)
            if self.cost < best_cost:
                best, best_cost = dict(self.board.slots), self.cost
            if step % LOOK_EVERY == 0 and (
                time.monotonic() > end or (watch is not None and not watch(best))
            ):
                stopped = time.monotonic() <= end
                break
        return best, stopped

    def _try(self, heat: float) -> None:
        """One person's meeting goes from s to t, with everything that hangs on it."""
        person = self.draw.choice(self.people)
        for _again in range(3):  # rather somebody who waits
            if self._gaps(self.masks[person]):
                break
            person = self.draw.choice(self.people)
        at = self.board.at[person]
        s, t = self.draw.choice(list(at)), self.draw.choice(self.free[person])
        if t in at or s == t:
            return
        gain = self._change(person, s, t)
        if gain > 1 + heat:
            return
        chain = self.board.chain(person, s, t)
        if not chain or not self._fits(chain, s, t):
            return
        last, there = self._end(person, chain, s, t)
        delta = gain + self._change(last, *there)
        if delta <= 0 or self.draw.random() < math.exp(-delta / heat):
            self.board.swap(chain, s, t)
            for who, (old, new) in ((person, (s, t)), (last, there)):
                self.masks[who] ^= (1 << old) | (1 << new)
            self.cost += delta

    def _change(self, person: Hashable, old: int, new: int) -> int:
        mask = self.masks[person]
        return self._cost(mask ^ (1 << old) ^ (1 << new)) - self._cost(mask)

    def _fits(self, chain: list[Hashable], s: int, t: int) -> bool:
        """Whether t has room for one more; a chain of even length changes no slot's load."""
        return len(chain) % 2 == 0 or self.board.load[t] < self.problem.room[t]

    def _end(
        self, start: Hashable, chain: list[Hashable], s: int, t: int
    ) -> tuple[Hashable, tuple[int, int]]:
        """Who is at the other end of the path, and from which slot to which they go."""
        person = start
        for request in chain:
            row = self.board.requests[request]
            person = row.second if row.first == person else row.first
        return person, ((s, t) if len(chain) % 2 else (t, s))
