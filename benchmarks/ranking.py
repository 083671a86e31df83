"""Ranking: the judged set, against BM25 alone, one side only, and no fairness, in the same run.

    python -m benchmarks.ranking [--json] [--split tune|final]

The `final` half was locked while the weights were chosen.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from math import log2
from statistics import mean
from typing import Any

import numpy as np

from benchmarks.metrics import gini, ndcg
from benchmarks.scratch import scratch, settle, show, told_by

KEEP = 30


def main() -> int:
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--json", action="store_true")
    arguments.add_argument("--split", choices=["tune", "final"], default="final")
    given = arguments.parse_args()
    with scratch():
        result = measure(given.split)
    show(result, as_json=given.json)
    return 0


def figures() -> Iterator[tuple[str, str]]:
    """For `make bench`: in a process of its own, on a database of its own."""
    return told_by("benchmarks.ranking")


def measure(split: str) -> dict[str, Any]:
    """nDCG@10 of each variant over the needs of one half, limits broken, and who is shown."""
    from benchmarks.judged import breaks_a_limit, load_judged
    from matching.appraising import appraise
    from matching.ranking import score

    judged = load_judged()
    settle()
    keys = [key for key, half in judged.splits.items() if half == split]
    needs = [judged.needs[key] for key in keys]
    found = appraise(needs)
    table, pairs, ours = found.table, found.pairs, found.scores
    variants = {
        "ours": _lists(ours.total, pairs, len(keys), fair=True),
        "no fairness": _lists(ours.total, pairs, len(keys), fair=False),
        "one-sided": _lists(score(table, pairs, one_sided=True).total, pairs, len(keys), fair=True),
        "BM25 only": _lists(pairs.relevance, pairs, len(keys), fair=False),
    }
    result: dict[str, Any] = {"needs": len(keys), "products": len(judged.products), "split": split}
    for name, lists in variants.items():
        result[f"ndcg_at_10 {name}"] = round(mean(
            ndcg([judged.products[int(pairs.product[row])] for row in rows], judged.gains[key])
            for key, rows in zip(keys, lists, strict=True)
        ), 4)  # fmt: skip
    for language in ("en", "km", "mixed", "misspelt"):
        result[f"ndcg_at_10 ours, {language}"] = round(mean(
            ndcg([judged.products[int(pairs.product[row])] for row in rows], judged.gains[key])
            for key, rows in zip(keys, variants["ours"], strict=True)
            if judged.need_rows[key]["language"] == language
        ), 4)  # fmt: skip
    result["limits broken in any top 10"] = sum(
        breaks_a_limit(judged.rows[judged.products[int(pairs.product[row])]], judged.need_rows[key], date.today())
        for key, rows in zip(keys, variants["ours"], strict=True) for row in rows[:10]
    )  # fmt: skip
    producers = len({row["producer"] for row in judged.rows.values()})
    for name in ("ours", "no fairness"):
        shown = _exposure(pairs, variants[name])
        everyone = [*shown.values(), *[0.0] * (producers - len(shown))]
        result[f"exposure gini, {name}"] = round(gini(everyone), 3)
        result[f"largest share, {name}"] = round(max(shown.values()) / sum(shown.values()), 4)
        result[f"never shown, {name}"] = round(1 - len(shown) / producers, 3)
    return result


def _lists(total: Any, pairs: Any, needs: int, *, fair: bool) -> list[Any]:
    from matching.ranking import Exposure, order_fairly, order_plainly

    starts = np.searchsorted(pairs.need, np.arange(needs + 1))
    exposure = Exposure()
    lists = []
    for number in range(needs):
        rows = np.arange(starts[number], starts[number + 1])
        lists.append(
            order_fairly(total, pairs, rows, exposure, KEEP)
            if fair
            else order_plainly(total, pairs, rows, KEEP)
        )
    return lists


def _exposure(pairs: Any, lists: list[Any]) -> Counter[int]:
    shown: Counter[int] = Counter()
    for rows in lists:
        for place, row in enumerate(rows[:10], 1):
            shown[int(pairs.producer[row])] += 1 / log2(1 + place)
    return shown


if __name__ == "__main__":
    sys.exit(main())
