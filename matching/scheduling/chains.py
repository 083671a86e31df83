"""Meetings on a board of slots, moved by Kempe chains.

In two slots s and t every person has at most one meeting each, so the meetings of the two fall apart into
paths and rings; swapping one of these between s and t clashes with nobody. That is how König colours the
edges of a bipartite graph with as many colours as the largest degree, and how two colour classes are
balanced. With people away, or tables only some may use, a swap may be barred; then a request stays out.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Hashable, Iterable, Iterator

from matching.scheduling.answer import Slots
from matching.scheduling.problem import Problem, Request

DEPTH = 400  # meetings of one chain at most, when it may be barred anyway


class Board:
    """Placed requests by slot and by person. Limits of persons (`most`) are the caller's to keep."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.requests = {request.id: request for request in problem.requests}
        self.allowed = {r.id: frozenset(problem.slots_of(r)) for r in problem.requests}
        self.slots: Slots = {}
        self.load: Counter[int] = Counter()
        self.at: dict[Hashable, dict[int, Hashable]] = defaultdict(dict)
        self.restricted = any(request.tables is not None for request in problem.requests)

    # --- looking ------------------------------------------------------------------------------

    def free(self, person: Hashable, slot: int) -> bool:
        """Whether `person` is there in `slot` and meets nobody."""
        return slot not in self.at[person] and slot not in self.problem.people[person].away

    def has_room(self, slot: int) -> bool:
        """Whether a table is left in `slot`."""
        return self.load[slot] < self.problem.room[slot]

    def common(self, request: Request) -> Iterator[int]:
        """Slots in which both sides are free and the request may be, full ones too."""
        first, second = self.at[request.first], self.at[request.second]
        for slot in sorted(self.allowed[request.id]):
            if slot not in first and slot not in second:
                yield slot

    # --- moving -------------------------------------------------------------------------------

    def put(self, request: Hashable, slot: int) -> None:
        """Place `request`; that both are free and a table is left is the caller's to know."""
        found = self.requests[request]
        self.slots[request] = slot
        self.at[found.first][slot] = self.at[found.second][slot] = request
        self.load[slot] += 1

    def take(self, request: Hashable) -> None:
        """Take a placed `request` off. Raises KeyError for one without a place."""
        found, slot = self.requests[request], self.slots.pop(request)
        del self.at[found.first][slot], self.at[found.second][slot]
        self.load[slot] -= 1

    def chain(self, start: Hashable, s: int, t: int) -> list[Hashable] | None:
        """The path of meetings in s and t that begins at `start` (who has one in s only).

        None when one of them must not change slot.
        """
        found: list[Hashable] = []
        person, here, there = start, s, t
        while (request := self.at[person].get(here)) is not None:
            if there not in self.allowed[request] or len(found) == DEPTH:
                return None
            found.append(request)
            row = self.requests[request]
            person = row.second if row.first == person else row.first
            here, there = there, here
        return found

    def swap(self, chain: Iterable[Hashable], s: int, t: int) -> None:
        """Each meeting of `chain` goes to the other of the two slots."""
        moves = [(request, t if self.slots[request] == s else s) for request in chain]
        for request, _slot in moves:
            self.take(request)
        for request, slot in moves:
            self.put(request, slot)

    # --- placing ------------------------------------------------------------------------------

    def place(self, request: Request, *, over: bool = False) -> bool:
        """Put it where both are free, after a swap if need be; `over` the room of a slot if told to."""
        slots = [slot for slot in self.common(request) if over or self.has_room(slot)]
        if slots:
            self.put(request.id, min(slots, key=lambda slot: (self.load[slot], slot)))
            return True
        mine = [s for s in self.allowed[request.id] if self.free(request.first, s)]
        theirs = [t for t in self.allowed[request.id] if self.free(request.second, t)]
        for s in sorted(mine):
            for t in sorted(theirs):
                if s == t or not self._bridge(request, s, t, over):
                    continue
                return True
        return False

    def _bridge(self, request: Request, s: int, t: int, over: bool) -> bool:
        """Free s for the second side by a swap with t, and put the request at s."""
        chain = self.chain(request.second, s, t)
        if not chain or any(self.requests[c].first == request.first or self.requests[c].second == request.first for c in chain):  # fmt: skip
            return False
        in_s = sum(self.slots[each] == s for each in chain)
        shift = len(chain) - 2 * in_s  # what s gains by the swap
        room = self.problem.room
        if not over and (
            self.load[s] + shift + 1 > room[s] or self.load[t] - shift > max(room[t], self.load[t])
        ):
            return False
        self.swap(chain, s, t)
        self.put(request.id, s)
        return True

    # --- balancing ----------------------------------------------------------------------------

    def balance(self) -> None:
        """Bring slots over their room down to it, by swapping paths with slots that have some left."""
        room = self.problem.room
        for s in range(self.problem.slots):
            while self.load[s] > room[s] and self._lighten(s):
                pass

    def _lighten(self, s: int) -> bool:
        spare = [t for t in range(self.problem.slots) if self.has_room(t)]
        spare.sort(key=lambda t: self.load[t] - self.problem.room[t])
        return any(self._shift_one(s, t) for t in spare) or self._shift_far(s)

    def _shift_one(self, s: int, t: int) -> bool:
        """Swap a path with one meeting more in s than in t."""
        path = self._odd_path(s, t)
        if path is None:
            return False
        self.swap(path, s, t)
        return True

    def _odd_path(self, s: int, t: int) -> list[Hashable] | None:
        """A path that begins and ends in s, if there is one that may be swapped."""
        for request in [r for r, slot in self.slots.items() if slot == s]:
            row = self.requests[request]
            for end in (row.first, row.second):
                if t in self.at[end]:
                    continue  # not an end of a path
                path = self.chain(end, s, t)
                if path and len(path) % 2:
                    return path
        return None

    def _shift_far(self, s: int) -> bool:
        """Pass one meeting on through slots that are full themselves, the fewest of them."""
        before: dict[int, int] = {}
        queue = deque([s])
        while queue:
            here = queue.popleft()
            for t in range(self.problem.slots):
                if t == s or t in before or self._odd_path(here, t) is None:
                    continue
                before[t] = here
                if self.has_room(t):
                    return self._pass_on(s, t, before)
                queue.append(t)
        return False

    def _pass_on(self, s: int, t: int, before: dict[int, int]) -> bool:
        while t != s:
            if not self._shift_one(before[t], t):
                return False
            t = before[t]
        return True
