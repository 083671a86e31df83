"""The hall's screen: what 200 screens that ask every five seconds cost the server.

python -m benchmarks.screens [--json]
"""

from __future__ import annotations

import argparse
import http.client
import io
import sys
import threading
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from benchmarks.scratch import scratch, settle, show, told_by
from benchmarks.serving import seconds_of_processor, web

SCREENS, EVERY, FOR = 200, 5.0, 20.0
THREADS = 8


def main() -> int:
    """Measure what is asked for and print it; 0."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    with scratch():
        result = measure()
    show(result, as_json=given.json)
    return 0


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`."""
    return told_by("benchmarks.screens")


def measure() -> dict[str, Any]:
    """A forum of 300 whose day it is; 200 screens for twenty seconds."""
    code = _forum()
    settle()
    statuses: list[int] = []
    sizes: list[int] = []
    with web() as (address, process):
        _ask(address, code, "", [], [])  # the first picture
        before, began = seconds_of_processor(process), time.perf_counter()
        workers = [
            threading.Thread(target=_screens, args=(address, code, SCREENS // THREADS, statuses, sizes))
            for _ in range(THREADS)
        ]  # fmt: skip
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        spent, passed = seconds_of_processor(process) - before, time.perf_counter() - began
    asked = len(statuses)
    return {
        "screens, seconds between two questions": f"{SCREENS}, {EVERY:.0f}", "questions asked": asked,
        "answered by “nothing new”": statuses.count(304), "refused": asked - statuses.count(304) - statuses.count(200),
        "bytes an answer": round(sum(sizes) / max(1, asked)),
        "share of one processor, percent": f"{100 * spent / passed:.1f}", "ms of processor a question": f"{1000 * spent / max(1, asked):.2f}",
    }  # fmt: skip


def _screens(address: str, code: str, screens: int, statuses: list[int], sizes: list[int]) -> None:
    """So many screens take turns, each every five seconds."""
    etags = [""] * screens
    end, pause = time.perf_counter() + FOR, EVERY / screens
    number = 0
    while time.perf_counter() < end:
        began = time.perf_counter()
        etags[number] = _ask(address, code, etags[number], statuses, sizes)
        number = (number + 1) % screens
        time.sleep(max(0, pause - (time.perf_counter() - began)))


def _ask(address: str, code: str, etag: str, statuses: list[int], sizes: list[int]) -> str:
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.request(
        "GET", f"/board/{code}/now/", headers={"If-None-Match": etag} if etag else {}
    )
    answer = connection.getresponse()
    sizes.append(len(answer.read()))
    statuses.append(answer.status)
    connection.close()
    return answer.headers.get("ETag", etag)


def _forum() -> str:
    from django.core.management import call_command

    from accounts.models import User
    from forums.models import Forum
    from matching.models import ScheduleRun
    from matching.scheduling import solve
    from matching.timetabling import placeable_requests, problem_of, save_draft
    from ovop.demo.practice import practice_forum
    from places.gazetteer import load_gazetteer

    load_gazetteer()
    call_command("load_demo", scale=1, stdout=io.StringIO())
    staff = User.objects.filter(role="staff").order_by("pk")[0]
    forum = practice_forum(staff, 300, today=True)
    requests = placeable_requests(forum)
    answer = solve(problem_of(forum, requests), seconds=5, workers=1)
    save_draft(ScheduleRun(forum=forum, started_by=staff), requests, answer).publish()
    Forum.objects.get(pk=forum.pk).start()
    forum.registrations.filter(pk__in=forum.registrations.values("pk")[:200]).update(
        checked_in_at="2026-01-01T00:00:00Z"
    )
    return Forum.objects.get(pk=forum.pk).board


if __name__ == "__main__":
    sys.exit(main())
