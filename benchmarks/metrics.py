"""Measures of a ranking against graded judgements. Pure."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence


def ndcg(ranked: Sequence[str], gains: Mapping[str, float], at: int = 10) -> float:
    """Normalised discounted cumulative gain (Järvelin & Kekäläinen, TOIS 2002), linear gains.

    `gains` in [0, 1]; what is not in it counts 0. 0 where nothing is relevant.
    """
    best = sorted(gains.values(), reverse=True)[:at]
    ideal = sum(gain / math.log2(place + 2) for place, gain in enumerate(best))
    found = sum(gains.get(key, 0) / math.log2(place + 2) for place, key in enumerate(ranked[:at]))
    return found / ideal if ideal else 0.0


def reciprocal_rank(
    ranked: Sequence[str], gains: Mapping[str, float], at: int = 10, relevant: float = 0.66
) -> float:
    """1 / the place of the first relevant one among the first `at`; 0 when there is none."""
    for place, key in enumerate(ranked[:at], 1):
        if gains.get(key, 0) >= relevant:
            return 1 / place
    return 0.0


def recall(
    ranked: Sequence[str], gains: Mapping[str, float], at: int = 100, relevant: float = 0.5
) -> float | None:
    """The share of the relevant ones that is among the first `at`; None where nothing is relevant."""
    wanted = {key for key, gain in gains.items() if gain >= relevant}
    return len(wanted & set(ranked[:at])) / len(wanted) if wanted else None


def gini(values: Sequence[float]) -> float:
    """How unequally something is shared: 0 all the same, 1 one has everything (Gini 1912)."""
    ordered = sorted(values)
    total = sum(ordered)
    if not total:
        return 0.0
    weighted = sum(place * value for place, value in enumerate(ordered, 1))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of `values` are at or below (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)) - 1, 0)]
