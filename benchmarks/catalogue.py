"""The catalogue at scale: what a search costs the database, and a whole page.

    python -m benchmarks.catalogue [--products 100000] [--json]

The demo multiplied; asked in English and Khmer, right and misspelt, alone and with a province. Budgets:
database p95 10 ms, page p95 50 ms in one process.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from benchmarks.metrics import percentile
from benchmarks.scratch import DEMO, scratch, settle, show, told_by

QUERIES, SEED = 300, 11


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--products", type=int, default=100_000)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    with scratch():
        result = measure(given.products)
    show(result, as_json=given.json)
    return 0


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`: in a process of its own, on a database of its own."""
    return told_by("benchmarks.catalogue")


def measure(products: int) -> dict[str, Any]:
    """Load, ask, and time: milliseconds at the middle and at 95 of 100 searches."""
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from places.gazetteer import load_gazetteer
    from producers.models import Product
    from producers.search import ask, find, read

    load_gazetteer()
    call_command("load_demo", scale=round(products / DEMO), stdout=io.StringIO())
    settle()
    texts = questions(random.Random(SEED))
    client = Client(headers={"host": "localhost"})
    in_database: list[float] = []

    def timed(execute: Callable[..., Any], *rest: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(*rest)
        finally:
            in_database[-1] += 1000 * (time.perf_counter() - started)

    def search(text: str, _province: str) -> None:
        find(ask(read(text)))

    def page(text: str, province: str) -> None:
        answer = client.get(f"/products/?{urlencode({'q': text, 'province': province})}")
        assert answer.status_code == 200

    result: dict[str, Any] = {"products": Product.objects.count(), "searches": len(texts)}
    for name, action in (("search", search), ("page", page)):
        for text, province in texts[:30]:
            in_database.append(0.0)
            action(text, province)
        in_database.clear()
        whole = []
        with connection.execute_wrapper(timed):
            for text, province in texts:
                in_database.append(0.0)
                started = time.perf_counter()
                action(text, province)
                whole.append(1000 * (time.perf_counter() - started))
        for part, times in (("", whole), (" in the database", in_database)):
            result[f"{name}{part} p50 ms"] = round(percentile(times, 0.5), 1)
            result[f"{name}{part} p95 ms"] = round(percentile(times, 0.95), 1)
    return result


def questions(dice: random.Random) -> list[tuple[str, str]]:
    """(words, province or "") as people ask: names of the demo's products and of the staff's word table."""
    from producers.models import Product, ProductTerm

    names = [
        name
        for pair in Product.objects.order_by("pk").values_list("name_en", "name_km")[:400]
        for name in pair
        if name
    ]
    for term in ProductTerm.objects.order_by("pk"):
        names += [*term.english[:1], *term.khmer[:1]]
    asked = []
    for number in range(QUERIES):
        text = dice.choice(names)
        if number % 4 == 3 and len(text) > 4:  # a letter lost on a small keyboard
            lost = dice.randrange(1, len(text) - 1)
            text = text[:lost] + text[lost + 1 :]
        asked.append((text, "17" if number % 5 == 4 else ""))
    return asked


if __name__ == "__main__":
    sys.exit(main())
