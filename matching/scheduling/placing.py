"""Placing the requests picked: by chains where theory promises it, else by chains, slot by slot and CP-SAT."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable

from ortools.sat.python import cp_model

from matching.scheduling.answer import Slots, held_by, missing
from matching.scheduling.chains import Board
from matching.scheduling.halls import Halls
from matching.scheduling.picking import Pick, limit_of, worth
from matching.scheduling.problem import Participant, Problem, Request
from matching.scheduling.searching import Found, search
from matching.scheduling.sweeping import sweep


def place_at_once(problem: Problem, picked: Pick) -> Slots:
    """The best that is found without a search: by sweeping, by chains alone, by weight alone.

    The first that reaches what was picked is taken: no timetable is worth more.
    """
    value = worth(problem)
    best: Slots = {}
    for begin in (sweep, _nothing):
        slots = kept_rules(
            problem, by_chains(problem, picked.chosen, begin(problem, picked.chosen))
        )
        if sum(value[r] for r in slots) > sum(value[r] for r in best):
            best = slots
        if reaches(problem, picked, best):
            return best
    slots = kept_rules(problem, by_chains(problem, frozenset(), {}))
    return slots if sum(value[r] for r in slots) > sum(value[r] for r in best) else best


def _nothing(_problem: Problem, _chosen: frozenset[Hashable]) -> Slots:
    return {}


def by_chains(problem: Problem, chosen: frozenset[Hashable], begun: Slots) -> Slots:
    """Place what was picked, as much as chains can; then whatever else still fits, the weightiest first.

    `begun` are requests placed already. Of participants with several seats one meeting per slot is
    placed here; the search adds the others.
    """
    board, value, halls = Board(problem), worth(problem), Halls(problem)
    for request, slot in begun.items():
        row = board.requests[request]
        if board.free(row.first, slot) and board.free(row.second, slot):
            board.put(request, slot)
    rows = sorted(
        (r for r in problem.requests if r.id in chosen and r.id not in board.slots),
        key=lambda r: _urgency(board, r),
    )
    for row in rows:
        board.place(row, over=halls.plain)
    if halls.plain:
        board.balance()
    for slot in range(problem.slots):
        held = sorted((r for r, s in board.slots.items() if s == slot), key=lambda r: value[r])
        for request in held[: max(0, len(held) - problem.room[slot])]:
            board.take(request)
    halls.drop_what_has_no_table(board, value)
    _fill(problem, board, value)
    halls.drop_what_has_no_table(board, value)
    return board.slots


def _urgency(board: Board, request: Request) -> tuple[int, int, int]:
    """Fixed ones first, then those with the fewest slots."""
    return (request.slot is None, not request.required, len(board.allowed[request.id]))


def _fill(problem: Problem, board: Board, value: dict[Hashable, int]) -> None:
    """Add what fits without a swap that costs anybody a meeting."""
    limits = {person.id: limit_of(problem, person) for person in problem.participants}
    sessions = problem.sessions
    for request in sorted(problem.requests, key=lambda r: -value[r.id]):
        if request.id in board.slots:
            continue
        sides = (request.first, request.second)
        if all(len(board.at[side]) < limits[side] for side in sides) and not (
            sessions and any(problem.people[side].most_in for side in sides)
        ):
            board.place(request)


def kept_rules(problem: Problem, slots: Slots) -> Slots:
    """`slots` without what breaks a rule chains do not know: caps of a session, precedences."""
    kept, held = dict(slots), Counter[Hashable]()
    per_session: Counter[tuple[Hashable, int]] = Counter()
    sessions = problem.sessions or (0,) * problem.slots
    value = worth(problem)
    for request in sorted(problem.requests, key=lambda r: -value[r.id]):
        if request.id not in kept:
            continue
        session = sessions[kept[request.id]]
        for side in (request.first, request.second):
            person = problem.people[side]
            cap = dict(person.most_in).get(session)
            most = person.most
            if (cap is not None and per_session[side, session] >= cap) or (
                most is not None and held[side] >= most
            ):
                kept.pop(request.id, None)
        if request.id in kept:
            for side in (request.first, request.second):
                held[side] += 1
                per_session[side, session] += 1
    for earlier, later in problem.precedences:
        if earlier in kept and later in kept and kept[earlier] >= kept[later]:
            del kept[later]
    return kept


class PlacingModel:
    """One Boolean per request and slot; most weight, promises first. Perron & Furnon, OR-Tools CP-SAT."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.variables = {
            (r.id, slot): self.model.new_bool_var("")
            for r in problem.requests
            for slot in problem.slots_of(r)
        }
        self.value = worth(problem)
        self.promise = 1 + sum(self.value.values())
        self.kept: dict[Hashable, cp_model.IntVar] = {}
        self._add_people()
        Halls(problem).add_to(self.model, self.variables)
        add_precedences(self.model, problem, self.variables)
        self.model.maximize(sum(self._aims()))

    def _add_people(self) -> None:
        problem, model = self.problem, self.model
        of_request: dict[Hashable, list[cp_model.IntVar]] = defaultdict(list)
        busy: dict[tuple[Hashable, int], list[cp_model.IntVar]] = defaultdict(list)
        sides = {request.id: (request.first, request.second) for request in problem.requests}
        for (request, slot), variable in self.variables.items():
            of_request[request].append(variable)
            for side in sides[request]:
                busy[side, slot].append(variable)
        for group in of_request.values():
            model.add_at_most_one(group)
        for (side, _slot), group in busy.items():
            seats = problem.people[side].seats
            if seats == 1:
                model.add_at_most_one(group)
            elif len(group) > seats:
                model.add(sum(group) <= seats)
        for person in problem.participants:
            held = {s: busy[person.id, s] for s in range(problem.slots) if (person.id, s) in busy}
            self._limit(person, held)

    def _limit(self, person: Participant, held: dict[int, list[cp_model.IntVar]]) -> None:
        everything = [variable for group in held.values() for variable in group]
        if not everything:
            return
        if person.most is not None:
            self.model.add(sum(everything) <= person.most)
        sessions = self.problem.sessions or (0,) * self.problem.slots
        for session, cap in person.most_in:
            group = [v for slot, row in held.items() if sessions[slot] == session for v in row]
            if len(group) > cap:
                self.model.add(sum(group) <= cap)
        if person.least:
            kept = self.model.new_int_var(0, person.least, "")
            self.model.add(kept <= sum(everything))
            self.kept[person.id] = kept

    def aim_of(self, slots: Slots) -> int:
        """What the model's objective is for `slots`."""
        held = held_by(self.problem, slots)
        promised = sum(min(held[p], self.problem.people[p].least) for p in self.kept)
        return sum(self.value[request] for request in slots) + self.promise * promised

    def improve(
        self, slots: Slots, *, seconds: float, seed: int, workers: int,
        watch: Callable[[Found], bool] | None = None,
    ) -> tuple[Slots, int | None, bool]:  # fmt: skip
        """Better slots than `slots`, the proven bound on the objective, and whether it was stopped."""
        for (request, slot), variable in self.variables.items():
            self.model.add_hint(variable, slots.get(request) == slot)
        self.model.add(sum(self._aims()) >= self.aim_of(slots))
        found = search(
            self.model, self.variables, seconds=seconds, seed=seed, workers=workers, watch=watch
        )
        return found.slots if found.slots is not None else slots, found.bound, found.stopped

    def _aims(self) -> list[cp_model.LinearExpr]:
        aims = [self.value[request] * var for (request, _slot), var in self.variables.items()]
        return aims + [self.promise * kept for kept in self.kept.values()]


def add_precedences(
    model: cp_model.CpModel, problem: Problem,
    variables: dict[tuple[Hashable, int], cp_model.IntVar],
) -> None:  # fmt: skip
    """Of each pair (earlier, later): the later one is never held at or before the earlier one."""
    for earlier, later in problem.precedences:
        for slot in range(problem.slots):
            if (later, slot) not in variables:
                continue
            for other in range(slot, problem.slots):
                if (earlier, other) in variables:
                    model.add_at_most_one(variables[later, slot], variables[earlier, other])


def reaches(problem: Problem, picked: Pick, slots: Slots) -> bool:
    """Whether `slots` hold what was picked: then nothing better exists."""
    weights = {request.id: request.weight for request in problem.requests}
    if sum(weights[request] for request in slots) < picked.bound:
        return False
    return missing(problem, held_by(problem, slots)) <= picked.short
