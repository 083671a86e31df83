"""Ranking a batch of needs: candidates by SQL, scores by numpy, the best kept as matches."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import cast

import numpy as np
from django.db import connection, transaction
from psycopg2 import extensions

from buyers.models import Need
from matching.appraising import Appraisal, appraise
from matching.models import MatchRun
from matching.ranking import Exposure, Pairs, Scores, Weights, order_fairly
from matching.ranking.fairness import TOP
from producers.models import Product

KEEP = 30
FLOOR = 0.25  # below this a pairing is noise, not a suggestion
TEXT_FLOOR = 0.12  # without any word in common, only the same category makes a candidate

EXPOSURE = """
    SELECT p.producer_id, sum(1 / log(2::numeric, 1 + m.rank)) FROM matching_match AS m
    JOIN producers_product AS p ON p.id = m.product_id
    WHERE m.rank <= %s AND m.need_id <> ALL (%s) GROUP BY 1
"""
KEEP_LISTS = """
    INSERT INTO matching_matchlist (run_id, need_id, products, scores)
    SELECT %s, need_id, array_agg(product_id ORDER BY rank), array_agg(score ORDER BY rank)
    FROM fresh GROUP BY need_id
    ON CONFLICT (run_id, need_id) DO UPDATE SET products = excluded.products, scores = excluded.scores
"""
FRESH = (
    "CREATE TEMPORARY TABLE fresh (need_id bigint, product_id bigint, rank smallint, score float8, "
    "buyer_side float8, producer_side float8, factors jsonb) ON COMMIT DROP"
)


def rank_needs(needs: Sequence[Need], run: MatchRun) -> Appraisal:
    """Replace the matches of each need by fresh ones, and return what they were made from.

    The needs come with `buyer` and `category__parent`. Safe to repeat.
    """
    found = appraise(needs, _weights_of(run), local_bonus=run.local_bonus)
    ids = found.ids
    with transaction.atomic():
        # One ranking of a need at a time; in order, so that two batches never wait for each other.
        locked = Need.objects.select_for_update().filter(pk__in=ids).order_by("pk")
        kept = list(locked.values_list("pk", flat=True))
        lists = _lists(found.pairs, found.scores, len(needs), _exposure_without(ids))
        lists = {number: rows for number, rows in lists.items() if ids[number] in kept}
        _store(ids, lists, found.pairs, found.scores, run)
    return found


def rank_for_forum(needs: Sequence[Need], run: MatchRun, products: list[int]) -> None:
    """Keep the best of `products` for each need in the run's lists; matches stay as they are.

    Exposure is counted within the forum: whoever comes should be met. Safe to repeat.
    """
    found = appraise(needs, _weights_of(run), local_bonus=run.local_bonus, products=products)
    ids = found.ids
    with transaction.atomic():
        # One shard at a time, so that each sees whom the others have shown.
        MatchRun.objects.select_for_update().get(pk=run.pk)
        lists = _lists(found.pairs, found.scores, len(needs), _exposure_within(run, ids))
        with _fresh(_as_csv(ids, lists, found.pairs, found.scores)) as cursor:
            cursor.execute(KEEP_LISTS, [run.pk])


def needs_that_want(product_id: int, needs: Sequence[Need]) -> list[int]:
    """Those of `needs` that a product might be listed for, by its own score alone."""
    found = appraise(needs, products=[product_id])
    wanting = found.pairs.need[_worthwhile(found.pairs, found.scores)]
    return [needs[number].pk for number in wanting]


def _weights_of(run: MatchRun) -> Weights:
    """Those it was started with, whatever has come into use since."""
    return run.weights.weights if run.weights else Weights()


def meant(pairs: Pairs) -> np.ndarray:
    """(m,) bool: the product answers the words, or is of the very kind asked for."""
    return (pairs.relevance >= TEXT_FLOOR) | (pairs.category == 1)


def _worthwhile(pairs: Pairs, scores: Scores) -> np.ndarray:
    return (scores.total >= FLOOR) & meant(pairs)


def _lists(pairs: Pairs, scores: Scores, needs: int, exposure: Exposure) -> dict[int, np.ndarray]:
    """Need's position -> rows of its pairs, best first."""
    good = np.flatnonzero(_worthwhile(pairs, scores))
    starts = np.searchsorted(pairs.need[good], np.arange(needs + 1))
    return {
        number: order_fairly(scores.total, pairs, good[starts[number] : starts[number + 1]], exposure, KEEP)
        for number in range(needs)
    }  # fmt: skip


def _exposure_without(needs: list[int]) -> Exposure:
    """How much each producer is shown by the lists of all other needs."""
    with connection.cursor() as cursor:
        cursor.execute(EXPOSURE, [TOP, needs])
        shown = Counter({producer: float(worth) for producer, worth in cursor.fetchall()})
    return Exposure(shown, sum(shown.values()))


def _exposure_within(run: MatchRun, needs: list[int]) -> Exposure:
    """How much each producer is shown by the run's lists of other needs."""
    return exposure_of(run.lists.exclude(need__in=needs).values_list("products", flat=True))


def exposure_of(lists: Iterable[list[int]]) -> Exposure:
    """How much each producer is shown by lists of products, best first. One query."""
    ranked = [products[:TOP] for products in lists]
    shown = Product.objects.filter(pk__in={pk for row in ranked for pk in row})
    makers = dict(shown.values_list("pk", "producer"))
    exposure = Exposure()
    for row in ranked:
        exposure.add(np.array([makers[pk] for pk in row if pk in makers], dtype=np.int64))
    return exposure


def _store(
    ids: list[int], lists: dict[int, np.ndarray], pairs: Pairs, scores: Scores, run: MatchRun
) -> None:
    with _fresh(_as_csv(ids, lists, pairs, scores)) as cursor:
        cursor.execute(
            "DELETE FROM matching_match AS m WHERE m.need_id = ANY(%s) AND NOT EXISTS "
            "(SELECT FROM fresh AS f WHERE f.need_id = m.need_id AND f.product_id = m.product_id)",
            [[ids[number] for number in lists]],
        )
        cursor.execute(
            "INSERT INTO matching_match (need_id, product_id, run_id, rank, score, buyer_side, "
            "producer_side, factors, created_at) "
            # A product that was deleted meanwhile is left out.
            "SELECT f.need_id, f.product_id, %s, f.rank, f.score, f.buyer_side, f.producer_side, f.factors, now() "
            "FROM fresh AS f JOIN producers_product AS p ON p.id = f.product_id "
            "ON CONFLICT (need_id, product_id) DO UPDATE SET run_id = excluded.run_id, rank = excluded.rank, "
            "score = excluded.score, buyer_side = excluded.buyer_side, "
            "producer_side = excluded.producer_side, factors = excluded.factors, created_at = excluded.created_at",
            [run.pk],
        )
        if run.is_full:
            cursor.execute(KEEP_LISTS, [run.pk])


@contextmanager
def _fresh(rows: io.StringIO) -> Iterator[extensions.cursor]:
    """A cursor that sees the rows as the table `fresh`, within the transaction under way."""
    with connection.cursor() as wrapped:
        cursor = cast("extensions.cursor", wrapped.cursor)
        cursor.execute(FRESH)
        cursor.copy_expert("COPY fresh FROM STDIN (FORMAT csv)", rows)
        yield cursor
        cursor.execute("DROP TABLE fresh")


def _as_csv(
    ids: list[int], lists: dict[int, np.ndarray], pairs: Pairs, scores: Scores
) -> io.StringIO:
    output = io.StringIO()
    writer = csv.writer(output)
    names = list(scores.factors)
    values = np.round(np.stack([scores.factors[name] for name in names], axis=1), 3)
    for number, rows in lists.items():
        for place, row in enumerate(rows, 1):
            factors = dict(zip(names, values[row].tolist(), strict=True))
            writer.writerow([
                ids[number], pairs.product[row], place, round(scores.total[row], 6),
                round(scores.buyer[row], 4), round(scores.producer[row], 4), json.dumps(factors),
            ])  # fmt: skip
    output.seek(0)
    return output
