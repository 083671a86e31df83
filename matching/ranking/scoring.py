"""From factors to one score: what each side gains, joined so that both must gain.

Reciprocal recommendation (Pizzato et al., RecSys 2010): a pairing that only one side wants is no match.
The two utilities are joined by their harmonic mean, which the smaller one governs.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from matching.ranking.factors import FACTORS, PRODUCER_FACTORS, buyer_factors, producer_factors
from matching.ranking.tables import Floats, Needs, Pairs

DEFAULT_BUYER = {
    "text": 0.50, "category": 0.06, "quantity": 0.15, "price": 0.10, "season": 0.06, "distance": 0.05,
    "certificates": 0.03, "reliability": 0.03, "freshness": 0.02,
}  # fmt: skip
DEFAULT_PRODUCER = {
    "fit": 0.45, "order": 0.15, "worth": 0.10, "price": 0.10, "distance": 0.10, "buyer": 0.10,
}  # fmt: skip
ELSEWHERE = (
    0.08  # what a pair loses that is not from where the buyer prefers it: more than a near tie
)


@dataclass(frozen=True)
class Weights:
    """How much each factor counts, for each side. They need not sum to one.

    Raises ValueError for an unknown factor, a negative weight, or weights that sum to nothing.
    """

    buyer: dict[str, float] = field(default_factory=lambda: dict(DEFAULT_BUYER))
    producer: dict[str, float] = field(default_factory=lambda: dict(DEFAULT_PRODUCER))

    def __post_init__(self) -> None:
        for weights, names in ((self.buyer, FACTORS), (self.producer, PRODUCER_FACTORS)):
            if unknown := set(weights) - set(names):
                raise ValueError(f"unknown factors: {', '.join(sorted(unknown))}")
            if not min(weights.values(), default=0) >= 0 or not sum(weights.values()) > 0:
                raise ValueError("weights are at least 0, and one of them is more")


@dataclass(frozen=True)
class Scores:
    """(m,) each, in [0, 1]: `total` is what pairs are ranked by; `factors` are the buyer's."""

    total: Floats
    buyer: Floats
    producer: Floats
    factors: dict[str, Floats]


def score(
    needs: Needs,
    pairs: Pairs,
    weights: Weights | None = None,
    *,
    local_bonus: float = 0.0,
    one_sided: bool = False,
) -> Scores:
    """Score every pair.

    `local_bonus` in [0, 1) lifts pairs of one province by that share of what they lack, pairs of one
    region by half of it ("rotating economy"). `one_sided` leaves the producer's side out: for comparing.
    """
    weights = weights or Weights()
    factors = buyer_factors(needs, pairs)
    buyer = _mean(factors, weights.buyer)
    producer = _mean(producer_factors(needs, pairs, factors), weights.producer)
    total = buyer if one_sided else harmonic(buyer, producer)
    total = total * (1.0 - ELSEWHERE * (1.0 - pairs.origin))
    total = total + local_bonus * pairs.local * (1.0 - total)
    return Scores(np.clip(total, 0.0, 1.0), buyer, producer, factors)


def harmonic(first: Floats, second: Floats) -> Floats:
    """2ab / (a + b); 0 where both are 0."""
    whole = first + second
    return np.divide(2 * first * second, whole, out=np.zeros_like(whole), where=whole > 0)


def _mean(factors: dict[str, Floats], weights: dict[str, float]) -> Floats:
    length = len(next(iter(factors.values())))
    total = np.zeros(length)
    for name, weight in weights.items():
        total = total + factors[name] * weight
    return np.clip(total / sum(weights.values()), 0.0, 1.0)
