"""Who is shown: the best first, and among near ties whoever was shown less.

Exposure is counted by position, 1 / log2(1 + place), as readers look (Singh & Joachims, KDD 2018).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from matching.ranking.tables import Floats, Integers, Pairs

NEAR_TIE = 0.02  # scores this close say nothing about who is better
TOP = 10  # where most readers stop
MOST_OF_ONE = 3  # products of one producer among the first TOP
LARGEST_SHARE = 0.08  # of all exposure; who has more waits behind near ties of any kind
STEP_BACK = 0.05  # by this much


@dataclass
class Exposure:
    """How much each producer has been shown so far. `shown` is changed as lists are made."""

    shown: Counter[int] = field(default_factory=Counter)
    total: float = 0.0

    def of(self, producers: Integers) -> Floats:
        """(m,) exposure of each."""
        return np.array([self.shown[int(producer)] for producer in producers], dtype=float)

    def add(self, producers: Integers) -> None:
        """Count one list, best first."""
        for place, producer in enumerate(producers[:TOP], 1):
            worth = 1.0 / np.log2(1 + place)
            self.shown[int(producer)] += worth
            self.total += worth


def order_fairly(
    total: Floats, pairs: Pairs, rows: Integers, exposure: Exposure, keep: int
) -> Integers:
    """The best `keep` of one need's `rows`, best first; counts them as shown.

    Scores within NEAR_TIE of each other form a band, in which the less shown producer comes first. A
    producer with more than LARGEST_SHARE of all exposure steps back by STEP_BACK; more than MOST_OF_ONE
    products of one producer among the first TOP wait behind them.
    """
    if len(rows) > (most := 3 * max(keep, TOP)):  # nobody further down can be a near tie of the top
        rows = rows[np.argpartition(-total[rows], most)[:most]]
    producers = pairs.producer[rows]
    shown = exposure.of(producers)
    scores = total[rows] - STEP_BACK * (shown > LARGEST_SHARE * max(exposure.total, TOP))
    best_first = np.argsort(-scores, kind="stable")
    bands = _bands(scores[best_first])
    order = best_first[
        np.lexsort((pairs.product[rows][best_first], -scores[best_first], shown[best_first], bands))
    ]
    chosen = rows[_spread(order, producers)][:keep]
    exposure.add(pairs.producer[chosen])
    return chosen


def order_plainly(total: Floats, pairs: Pairs, rows: Integers, keep: int) -> Integers:
    """The best `keep` of `rows`, best first; ties go to the lower product. For comparing."""
    return rows[np.lexsort((pairs.product[rows], -total[rows]))][:keep]


def _bands(scores: Floats) -> Integers:
    """Number the near ties of falling scores: a band begins where its first score is out of reach."""
    bands = np.zeros(len(scores), dtype=np.int64)
    first, band = np.inf, -1
    for place, value in enumerate(scores):
        if value < first - NEAR_TIE:
            first, band = value, band + 1
        bands[place] = max(band, 0)
    return bands


def _spread(order: Integers, producers: Integers) -> Integers:
    """`order` with what is too much of one producer among the first TOP moved behind them."""
    counts: Counter[int] = Counter()
    top: list[int] = []
    later: list[int] = []
    for row in order:
        producer = int(producers[row])
        if len(top) < TOP and counts[producer] >= MOST_OF_ONE:
            later.append(row)
        else:
            counts[producer] += 1
            top.append(row)
    return np.array(top[:TOP] + later + top[TOP:], dtype=np.int64)
