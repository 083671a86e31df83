"""What people cost, at any number of products: processor time of web, database and cache, and room on disk.

python -m benchmarks.scaling [--products 10000 100000] [--seconds 4] [--json]

Each page is asked as fast as it answers, and what the processes used meanwhile is divided by the answers; so the figures
hold on a noisy machine, too. docs/scaling.md says what follows from them. A million products take ten minutes and 4 GB.
"""

from __future__ import annotations

import argparse
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import psutil

from benchmarks.scratch import DEMO, each_size, scratch, settle, show, told_by
from benchmarks.serving import seconds_of_processor, web
from benchmarks.wrk import ask

PAGES_A_VISIT = 6
# Of a hundred pages that people open, how many are which: four of five are opened by visitors who are not signed in.
MIX = {
    "catalogue, kept": 22, "catalogue, made anew": 3, "search, kept": 8, "search, made anew": 12, "product, kept": 15,
    "products in turn": 20, "signed in: catalogue": 7, "signed in: product": 7, "signed in: need with its matches": 3,
    "signed in: timetable": 1, "signed in: dashboard": 2,
}  # fmt: skip
MOST_VISITS = 10_000_000  # a month
BUSIEST = 0.005  # of a month's pages come in its busiest hour: 3.6 times the mean


@dataclass(frozen=True)
class Cost:
    """Milliseconds of processor for one answer."""

    web: float
    database: float
    cache: float


def main() -> int:
    """Measure what is asked for and print it; 0."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--products", type=int, nargs="+", default=[10_000, 100_000])
    arguments.add_argument("--seconds", type=int, default=4, help="for each page")
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    result: dict[str, Any]
    if len(given.products) > 1:
        result = each_size("benchmarks.scaling", given.products, "--seconds", str(given.seconds))
    else:
        with scratch():
            result = measure(given.products[0], given.seconds)
    show(result, as_json=given.json)
    return 0


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`."""
    return told_by("benchmarks.scaling", "--products", "10000")


def measure(products: int, seconds: int) -> dict[str, str]:
    """All figures of one size."""
    from benchmarks.asked import load, pages

    load(-(-products // DEMO))
    settle()
    asked = pages()
    database = _database()
    costs: dict[str, Cost] = {}
    with web() as (address, process):
        for name, (paths, headers) in asked.items():
            first_look(address, paths[0], headers)
            before = _used(process, database)
            load_of = ask(address, paths, seconds=seconds, **headers)
            used = [now - then for now, then in zip(_used(process, database), before, strict=True)]
            answers = load_of.a_second * seconds
            costs[name] = Cost(*(1000 * each / answers for each in used))
        memory = sum(each.memory_info().rss for each in process.children(recursive=True)) / max(
            1, len(process.children())
        )
    return dict(_told(f"{products:,}", costs, memory))


def first_look(address: str, path: str, headers: dict[str, str]) -> None:
    """Once for each process, however long it takes: at a million products counting takes seconds, once in a while."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    for _time in range(4):
        request = urllib.request.Request(address + path.replace("%d", "0"), headers=named)
        urllib.request.urlopen(request, timeout=120).read()


def _told(size: str, costs: dict[str, Cost], memory: float) -> Iterator[tuple[str, str]]:
    for name, cost in costs.items():
        yield f"{size}: {name}", f"{cost.web:.2f} + {cost.database:.2f} + {cost.cache:.2f} ms (web, database, cache)"  # fmt: skip
    parts = ("web", "database", "cache")
    mean = {part: sum(MIX[name] * getattr(cost, part) for name, cost in costs.items()) / 100 for part in parts}  # fmt: skip
    a_thousand = ", ".join(f"{part} {PAGES_A_VISIT * mean[part]:.1f} s" for part in parts)
    yield f"{size}: a thousand visits of {PAGES_A_VISIT} pages", a_thousand
    a_second = MOST_VISITS * PAGES_A_VISIT * BUSIEST / 3600
    cores = ", ".join(f"{part} {a_second * mean[part] / 1000:.2f}" for part in parts)
    yield f"{size}: {MOST_VISITS:,} visits a month, busiest hour", f"{a_second:.0f} pages/s, cores: {cores}"  # fmt: skip
    yield f"{size}: a web process", f"{memory / 1024**2:.0f} MB"
    yield from ((f"{size}: {name}", told) for name, told in _room())
    yield f"{size}: matching", _matching()


def _room() -> Iterator[tuple[str, str]]:
    """Bytes on disk and in the cache."""
    from django.core.cache import cache
    from django.db import connection

    from producers.models import Product

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        whole = cursor.fetchone()[0]
        cursor.execute(
            "SELECT relname, pg_total_relation_size(oid) FROM pg_class WHERE relkind = 'r' "
            "ORDER BY 2 DESC LIMIT 4"
        )
        largest = cursor.fetchall()
    found = Product.objects.count()
    tables = ", ".join(f"{name} {size / 1024**2:.0f}" for name, size in largest)
    yield "database", f"{whole / 1024**2:,.0f} MB, {whole / found / 1024:.1f} kB a product ({tables} MB)"  # fmt: skip
    client = cache._cache.get_client(None)  # type: ignore[attr-defined]
    yield "cache", f"{client.info('memory')['used_memory'] / 1024**2:.0f} MB"


def _matching() -> str:
    """A full run in this process, by need."""
    import time

    from matching.models import MatchRun
    from matching.tasks import run_matching

    database = _database()
    run = MatchRun.start(started_by=None, need=None)
    here, there = time.process_time(), _of_database(database)
    run_matching(run.pk)
    run.refresh_from_db()
    here, there = time.process_time() - here, _of_database(database) - there
    return f"{run.total:,} needs: {1000 * here / run.total:.1f} + {1000 * there / run.total:.1f} ms a need (worker, database)"  # fmt: skip


def _database() -> psutil.Process:
    """The server that this process is connected to."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return psutil.Process(cursor.fetchone()[0]).parent() or psutil.Process()


def _used(process: psutil.Process, database: psutil.Process) -> tuple[float, float, float]:
    """Seconds of processor so far: web, database, cache."""
    from django.core.cache import cache

    told = cache._cache.get_client(None).info("cpu")  # type: ignore[attr-defined]
    return (
        seconds_of_processor(process),
        _of_database(database),
        float(told["used_cpu_user"] + told["used_cpu_sys"]),
    )


def _of_database(server: psutil.Process) -> float:
    """Those that ended, too: its parallel workers live for one question."""
    return seconds_of_processor(server) + sum(server.cpu_times()[2:4])


if __name__ == "__main__":
    sys.exit(main())
