"""The scheduler: which requests, in which slots, with few idle gaps, at which tables.

Aims in order: everybody's promise (`least`) where any timetable keeps it; the most weight; the fewest idle
gaps; the fewest changes of table. Theory first, search for what it leaves open; each step keeps what the
one before reached, and can be stopped with what there is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, replace

from matching.scheduling.answer import (
    Slots,
    Standing,
    Timetable,
    breaks_of,
    count_breaks,
    held_by,
    missing,
    used_slots,
)
from matching.scheduling.closing import close_gaps
from matching.scheduling.picking import Pick, pick, shortfalls_of
from matching.scheduling.placing import PlacingModel, place_at_once, reaches
from matching.scheduling.problem import Problem
from matching.scheduling.proving import Proof, prove
from matching.scheduling.reasons import unplaced
from matching.scheduling.searching import Found
from matching.scheduling.seating import seat, table_moves
from matching.scheduling.smoothing import smooth

PLACING_SHARE = 0.6  # of the time, at most, for placing more weight
PROVING_SHARE = 0.8  # of what is left, for the proof of the fewest gaps
PROVABLE = 12_000  # pairs of meeting and slot up to which a proof is tried
# Called a few times a second in the caller's thread; False stops the search with what there is.
Progress = Callable[[Standing], bool]


def solve(
    problem: Problem,
    *,
    seconds: float = 60.0,
    seed: int = 1,
    workers: int = 2,
    progress: Progress | None = None,
) -> Timetable:
    """The best timetable found within about `seconds`, with what is proven about it.

    Raises ProblemError for a contradictory problem. With `workers=1` the same problem and seed give the
    same answer, unless the clock ends a proof.
    """
    problem.check()
    return _Search(problem, seconds, seed, workers, progress).run()


@dataclass
class _Search:
    problem: Problem
    seconds: float
    seed: int
    workers: int
    progress: Progress | None

    def __post_init__(self) -> None:
        self.began = time.monotonic()
        self.weights = {request.id: request.weight for request in self.problem.requests}
        self.slots: Slots = {}
        self.bound = sum(self.weights.values())
        self.breaks_bound = 0
        self.stopped = self.infeasible = self.unfair = False
        self.stats: dict[str, float] = {}

    def run(self) -> Timetable:
        if self.problem.requests:
            self._choose()
            settled = self.infeasible and self._all_required()
            if not self.stopped and self.slots and not settled:
                self._settle_gaps()
        return self._answer()

    # --- which requests, and slots for them -----------------------------------------------------

    def _choose(self) -> None:
        picked = pick(self.problem)
        self.bound = picked.bound
        self.infeasible = any(
            r.required and r.id not in picked.chosen for r in self.problem.requests
        )
        self.slots = place_at_once(self.problem, picked)
        self._mark_first()
        if len(self.slots) == len(self.problem.requests):
            self.bound = self._value()
            return
        if reaches(self.problem, picked, self.slots):
            self.bound = max(self._value(), picked.bound)
            return
        if self._all_required() and not self.infeasible and self._prove_all():
            return
        if not self.stopped:
            self._place_more(picked)

    def _all_required(self) -> bool:
        return all(r.required or r.slot is not None for r in self.problem.requests)

    def _prove_all(self) -> bool:
        """Every request has to be met: that is one question, with the gaps."""
        if not all(self.problem.slots_of(request) for request in self.problem.requests):
            self.infeasible = True
            return False
        proof = self._prove([request.id for request in self.problem.requests], first=True)
        self.infeasible, self.unfair = proof.infeasible, proof.unfair
        return proof.slots is not None

    def _place_more(self, picked: Pick) -> None:
        model = PlacingModel(self.problem)

        def watch(found: Found) -> bool:
            slots = found.slots if found.slots is not None else self.slots
            return self._tell(slots, picked.bound)

        self.slots, proven, self.stopped = model.improve(
            self.slots, seconds=max(1.0, PLACING_SHARE * self._left()), seed=self.seed,
            workers=self.workers, watch=watch,
        )  # fmt: skip
        if missing(self.problem, held_by(self.problem, self.slots)) > picked.short:
            self.bound = max(picked.bound, pick(self.problem, promises=False).bound)
        if proven is not None:
            lead = model.aim_of(self.slots) - self._value()  # promises and requirements in the aim
            self.bound = min(self.bound, proven - lead)
        self.bound = max(self.bound, self._value())

    # --- idle gaps ----------------------------------------------------------------------------

    def _settle_gaps(self) -> None:
        breaks = count_breaks(self.problem, self.slots)
        if breaks == 0 or self.breaks_bound >= breaks:
            return
        places = sum(
            len(self.problem.slots_of(r)) for r in self.problem.requests if r.id in self.slots
        )
        if places <= PROVABLE:
            proof = self._prove(list(self.slots), first=False)
            if proof.unfair:
                self.unfair = True
                self.problem = replace(self.problem, fairness=None)
                proof = self._prove(list(self.slots), first=False)
            if self.stopped or self.breaks_bound >= count_breaks(self.problem, self.slots):
                return
        self._smooth()

    def _prove(self, held: list[Hashable], *, first: bool) -> Proof:
        before = None if first else count_breaks(self.problem, self.slots)
        fair = before is not None and self._is_fair()

        def watch(proof: Proof) -> bool:
            self.breaks_bound = max(self.breaks_bound, proof.bound)
            return self._tell(proof.slots or self.slots, self.bound)

        proof = prove(
            self.problem, held, seconds=PROVING_SHARE * self._left(), seed=self.seed,
            workers=self.workers, first=first, best=before if fair else None, watch=watch,
        )  # fmt: skip
        self.stopped = self.stopped or proof.stopped
        # What was proven of fair timetables says nothing when there is none.
        self.breaks_bound = 0 if proof.unfair else max(self.breaks_bound, proof.bound)
        if proof.slots is not None and (first or not fair or (proof.breaks or 0) < (before or 0)):
            self.slots = proof.slots
            if first:
                self._mark_first()
        return proof

    def _is_fair(self) -> bool:
        if self.problem.fairness is None:
            return True
        used = used_slots(self.problem, self.slots)
        counts = [breaks_of(self.problem, used.get(p.id, ())) for p in self.problem.participants]
        return max(counts) - min(counts) <= self.problem.fairness

    def _smooth(self) -> None:
        """Swap, for as long as there is time; where swaps are barred let CP-SAT look."""
        before = count_breaks(self.problem, self.slots)
        seconds = max(1.0, self._left())
        slots, self.stopped = close_gaps(
            self.problem, self.slots, seconds=seconds, seed=self.seed,
            watch=lambda slots: self._tell(slots, self.bound),
        )  # fmt: skip
        if slots is self.slots and before and not self.stopped:
            found = smooth(
                self.problem, self.slots, seconds=seconds, seed=self.seed, workers=self.workers,
                watch=lambda found: self._tell(found.slots or self.slots, self.bound),
            )  # fmt: skip
            self.stopped = found.stopped
            slots = found.slots or self.slots
        if count_breaks(self.problem, slots) <= before:
            self.slots = slots

    # --- keeping count ------------------------------------------------------------------------

    def _left(self) -> float:
        return max(0.0, self.seconds - (time.monotonic() - self.began))

    def _value(self) -> int:
        return sum(self.weights[request] for request in self.slots)

    def _mark_first(self) -> None:
        self.stats["first_seconds"] = time.monotonic() - self.began

    def _tell(self, slots: Slots, bound: int) -> bool:
        if self.progress is None:
            return True
        value = sum(self.weights[request] for request in slots)
        return self.progress(
            Standing(
                len(slots), value, max(bound, value), count_breaks(self.problem, slots),
                self.breaks_bound,
            )
        )  # fmt: skip

    def _answer(self) -> Timetable:
        placements = seat(self.problem, self.slots)
        breaks = count_breaks(self.problem, self.slots)
        self.stats["seconds"] = time.monotonic() - self.began
        return Timetable(
            placements=tuple(placements),
            unplaced=tuple(unplaced(self.problem, self.slots)),
            value=self._value(),
            bound=self.bound if self.slots or self.problem.requests else 0,
            breaks=breaks,
            breaks_bound=min(breaks, self.breaks_bound),
            table_moves=table_moves(self.problem, placements),
            shortfalls=shortfalls_of(self.problem, held_by(self.problem, self.slots)),
            cancelled=self.stopped,
            infeasible=self.infeasible,
            unfair=self.unfair,
            stats=self.stats,
        )
