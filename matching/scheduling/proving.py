"""Fewest idle gaps by SAT, proven: processes race with different encodings, the first proof ends it."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path

from matching.idle_gaps.formula import GapQuestion
from matching.scheduling.answer import Slots
from matching.scheduling.halls import Halls
from matching.scheduling.problem import Problem

ROOT = Path(__file__).parents[2]
TICK_SECONDS = 0.2
# What is quick on one forum is slow on another; two that differ in everything are quick on most.
RUNNERS = (
    {"solver": "cadical153", "encoding": "totalizer", "strong": True},
    {"solver": "cadical153", "encoding": "modulo", "strong": False},
)


@dataclass
class Proof:
    """What is known: `breaks` of `slots` (None: none found), at least `bound` in any timetable.

    `infeasible`: the meetings cannot all be held; `unfair`: not with gaps as even as asked.
    """

    slots: Slots | None = None
    breaks: int | None = None
    bound: int = 0
    infeasible: bool = False
    unfair: bool = False
    stopped: bool = False

    @property
    def settled(self) -> bool:
        return (
            self.infeasible
            or self.unfair
            or (self.breaks is not None and self.breaks <= self.bound)
        )


def question_of(problem: Problem, held: list[Hashable]) -> GapQuestion:
    """The question for the requests `held`, all of which are to be met. Their order is the numbering."""
    number = {request: n for n, request in enumerate(held)}
    rows = {request.id: request for request in problem.requests if request.id in number}
    meetings: dict[Hashable, list[int]] = defaultdict(list)
    for request, n in number.items():
        meetings[rows[request].first].append(n)
        meetings[rows[request].second].append(n)
    halls, sessions = Halls(problem), problem.sessions or (0,) * problem.slots
    caps = []
    for slot in range(problem.slots):
        open_here = set(halls.open_tables(slot))
        for union in halls.unions:
            depends = [n for request, n in number.items() if halls.allowed[request] <= union]
            if len(depends) > len(union & open_here):
                caps.append((slot, depends, len(union & open_here)))
    return GapQuestion(
        slots=problem.slots,
        allowed=[problem.slots_of(rows[request]) for request in held],
        people=[(meetings[p.id], p.seats) for p in problem.participants],
        caps=caps,
        limits=[
            (meetings[p.id], [s for s in range(problem.slots) if sessions[s] == session], cap)
            for p in problem.participants
            for session, cap in p.most_in
        ],
        days=problem.day_slots,
        order=[
            (number[a], number[b]) for a, b in problem.precedences if a in number and b in number
        ],
        fairness=problem.fairness,
    )


def prove(
    problem: Problem, held: list[Hashable], *, seconds: float, seed: int, workers: int,
    first: bool = True, best: int | None = None, watch: Callable[[Proof], bool] | None = None,
) -> Proof:  # fmt: skip
    """Hold all of `held` with the fewest gaps; stops when proven, after `seconds`, or when `watch` says so.

    `first`: also find a first timetable, however many gaps it has (and prove if there is none).
    `best`: only fewer gaps than these are of interest.
    """
    proof = Proof()
    asked = question_of(problem, held).plain()
    news: queue.Queue[tuple[int, dict[str, object]]] = queue.Queue()
    began = time.monotonic()
    running = []
    for number, runner in enumerate(RUNNERS[: max(1, min(workers, len(RUNNERS)))]):
        given = {"question": asked, "seed": seed, "first": first and number == 0, **runner}
        running.append(_start(given, number, news))
    over = 0
    try:
        while not proof.settled and over < len(running):
            try:
                number, word = news.get(timeout=TICK_SECONDS)
            except queue.Empty:
                word = {}
            if word.get("over"):
                over += 1
            _learn(proof, word, held)
            if best is not None and proof.bound >= best:
                break
            if time.monotonic() - began > seconds:
                break
            if watch is not None and not watch(proof):
                proof.stopped = True
                break
    finally:
        for process in running:
            process.kill()
            process.wait()
    return proof


def _start(
    given: dict[str, object], number: int, news: queue.Queue[tuple[int, dict[str, object]]]
) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "matching.idle_gaps.process"], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    def listen() -> None:
        try:
            assert process.stdin and process.stdout
            process.stdin.write(json.dumps(given))
            process.stdin.close()
            for line in process.stdout:
                news.put((number, json.loads(line)))
        except (BrokenPipeError, ValueError):  # it was ended, perhaps in the middle of a line
            pass
        news.put((number, {"over": True}))

    threading.Thread(target=listen, daemon=True).start()
    return process


def _learn(proof: Proof, word: dict[str, object], held: list[Hashable]) -> None:
    slots, breaks, bound = word.get("slots"), word.get("breaks"), word.get("bound")
    better = isinstance(breaks, int) and (proof.breaks is None or breaks < proof.breaks)
    if better and isinstance(slots, list) and isinstance(breaks, int):
        proof.slots, proof.breaks = dict(zip(held, slots, strict=True)), breaks
    if isinstance(bound, int):
        proof.bound = max(proof.bound, bound)
    if word.get("infeasible"):
        proof.infeasible = True
    if word.get("impossible_this_fair"):
        proof.unfair = True
    if word.get("done") and proof.breaks is not None:
        proof.bound = max(proof.bound, proof.breaks)
