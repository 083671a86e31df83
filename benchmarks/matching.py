"""Matching: a full, explained run beside a bare TF-IDF top-20 and beside one SQL query per need.

python -m benchmarks.matching --products 100000 --needs 1000 --workers 2 [--json]
"""

from __future__ import annotations

import argparse
import io
import multiprocessing
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.importing import peak_megabytes
from benchmarks.scratch import scratch, settle, show, told_by

TOP = 20
ALONE = 50  # needs asked one by one
PRODUCTS_OF_A_DEMO = 600


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--products", type=int, default=100_000)
    arguments.add_argument("--needs", type=int, default=1000)
    arguments.add_argument("--workers", type=int, default=2)
    arguments.add_argument("--json", action="store_true")
    given = arguments.parse_args()
    with scratch(migrated=False):
        result = measure(given.products, given.needs, given.workers)
    show(result, as_json=given.json)
    return 0


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`: on a tenth of the size, beside everything else."""
    return told_by("benchmarks.matching", "--products", "10000", "--needs", "300")


def measure(products: int, needs: int, workers: int) -> dict[str, Any]:
    """Wall times in seconds, memory in MB, ratios; each part in processes of its own."""
    _load(products, needs)
    settle()
    ours, peaks = _together(workers, _rank)
    bare, (memory,) = _together(1, _tf_idf)
    alone, _peaks = _together(1, _one_by_one)
    alone = alone / min(ALONE, needs) * needs / workers
    done = _outcome()
    return {
        "products": products, "needs": done["needs"], "workers": workers,
        "full explained run, s": round(ours, 2), "needs a second": round(done["needs"] / ours),
        "matches written": done["matches"], "most memory of a worker, MB": round(max(peaks)),
        "bare TF-IDF top-20, s": round(bare, 2), "its memory, MB": round(memory),
        "ours : TF-IDF (below 1 is faster)": round(ours / bare, 2),
        "one query per need, s (same workers)": round(alone, 2),
        "one by one : ours": round(alone / ours, 2),
    }  # fmt: skip


def _together(count: int, work: Callable[[Any], None]) -> tuple[float, list[float]]:
    """Run `work` in so many processes at once: the longest time it says it took, and their memory.

    Starting Python and importing is not counted on any side.
    """
    spawn = multiprocessing.get_context("spawn")
    told: Any = spawn.SimpleQueue()
    start = spawn.Barrier(count)
    hands = [spawn.Process(target=_hand, args=(work, start, told)) for _ in range(count)]
    for hand in hands:
        hand.start()
    answers = [told.get() for _ in hands]
    for hand in hands:
        hand.join()
    return max(seconds for seconds, _peak in answers), [peak for _seconds, peak in answers]


def _hand(work: Callable[[], None], start: Any, told: Any) -> None:
    import django

    django.setup()
    from django.db import connection

    connection.ensure_connection()
    import sklearn.feature_extraction.text  # noqa: F401

    import matching.tasks  # noqa: F401 - imported before the clock runs

    start.wait()
    started = time.perf_counter()
    work()
    told.put((time.perf_counter() - started, peak_megabytes()))


def _load(products: int, needs: int) -> None:
    from django.core.management import call_command

    from buyers.models import Need
    from matching.models import MatchRun

    call_command("migrate", verbosity=0)
    call_command(
        "load_demo", scale=max(1, round(products / PRODUCTS_OF_A_DEMO)), stdout=io.StringIO()
    )
    keep = Need.objects.filter(state="open").order_by("?").values_list("pk", flat=True)[:needs]
    Need.objects.exclude(pk__in=list(keep)).update(state="closed")
    MatchRun.objects.all().delete()
    MatchRun.start(started_by=None, need=None, local_bonus=0.1)


def _rank() -> None:
    from matching.models import MatchRun
    from matching.tasks import run_matching

    run_matching(MatchRun.objects.latest("pk").pk)


def _tf_idf() -> None:
    """What most would do: vectors of all texts, one product of matrices, the best of each row."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer

    from buyers.models import Need
    from producers.models import Product

    rows = Product.objects.public().values_list("search_name", "search_kind", "search_body")
    vectorizer = TfidfVectorizer()
    documents = vectorizer.fit_transform(" ".join(row) for row in rows.iterator())
    texts = Need.objects.filter(state="open").values_list("search_text", flat=True)
    queries = vectorizer.transform(texts)
    for start in range(0, queries.shape[0], 100):
        scores = (queries[start : start + 100] @ documents.T).toarray()
        best = np.argpartition(-scores, TOP, axis=1)[:, :TOP]
        np.take_along_axis(scores, best, axis=1).argsort(axis=1)


def _one_by_one() -> None:
    from buyers.models import Need
    from matching.appraising import appraise

    for need in Need.objects.filter(state="open").select_related("buyer", "category__parent")[
        :ALONE
    ]:
        appraise([need])


def _outcome() -> dict[str, int]:
    from matching.models import Match, MatchRun

    return {"needs": MatchRun.objects.latest("pk").done, "matches": Match.objects.count()}


if __name__ == "__main__":
    sys.exit(main())
