"""Loading: the gazetteer, and the demo multiplied."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Iterator

from django.core.management import call_command

from places.gazetteer import load_gazetteer
from producers.models import Product


def figures() -> Iterator[tuple[str, str]]:
    call_command("migrate", verbosity=0)
    started = time.perf_counter()
    report = load_gazetteer()
    yield (
        "places loaded",
        f"{sum(report.counts.values()):,} in {time.perf_counter() - started:.1f} s",
    )
    scale = int(os.environ.get("BENCH_SCALE", "17"))
    started = time.perf_counter()
    call_command("load_demo", scale=scale, stdout=io.StringIO())
    seconds, products = time.perf_counter() - started, Product.objects.count()
    yield f"demo at --scale {scale}", f"{products:,} products in {seconds:.1f} s"
    yield "100,000 products at this rate (budget 60 s)", f"{100_000 * seconds / products:.0f} s"
