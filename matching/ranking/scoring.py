"""The factors of a match, each in [0, 1], and their weighted mean.

Everything is computed for all candidates of a need at once. Amounts come in base units (kg, l,
piece, m) per month, prices in dollars per base unit, distances in kilometres.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

FACTORS = ("text", "category", "quantity", "price", "season", "distance", "certificates")
DEFAULT_WEIGHTS: dict[str, float] = {
    "text": 0.30,
    "category": 0.14,
    "quantity": 0.14,
    "price": 0.14,
    "season": 0.10,
    "distance": 0.10,
    "certificates": 0.08,
}
HALF_DISTANCE_KM = 150.0  # at this distance the distance factor is one half
PRICE_TOLERANCE = 0.5  # a price this share above the ceiling scores zero


@dataclass(frozen=True)
class NeedProfile:
    """What the buyer wants. `months` are 1-12; a missing ceiling means any price will do."""

    monthly_quantity: float
    months: tuple[int, ...]
    price_ceiling: float | None = None


@dataclass(frozen=True)
class Candidates:
    """n products as columns.

    `ids` (n,) int; `relevance` (n,) text relevance >= 0, any scale; `category` (n,) 1 same, 0.5
    same field, 0 other; `supply` (n, 12); `price` (n,); `distance` (n,); `wished` (n,) share of
    the wished certificates held, 1 when none is wished.
    """

    ids: NDArray[np.int64]
    relevance: Floats
    category: Floats
    supply: Floats
    price: Floats
    distance: Floats
    wished: Floats

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Scores:
    """`total` (n,) in [0, 1] and `factors`, one (n,) array in [0, 1] per name of FACTORS."""

    total: Floats
    factors: dict[str, Floats]


def score(
    need: NeedProfile, candidates: Candidates, weights: dict[str, float] | None = None
) -> Scores:
    """Score every candidate.

    `weights` (default DEFAULT_WEIGHTS) need not sum to one. Raises ValueError for an unknown
    factor or weights that sum to nothing.
    """
    weights = DEFAULT_WEIGHTS if weights is None else weights
    if unknown := set(weights) - set(FACTORS):
        raise ValueError(f"unknown factors: {', '.join(sorted(unknown))}")
    whole = sum(weights.values())
    if whole <= 0:
        raise ValueError("the weights sum to nothing")
    months = np.array(need.months, dtype=int) - 1
    wanted = candidates.supply[:, months]
    factors = {
        "text": _relative(candidates.relevance),
        "category": candidates.category,
        "quantity": _quantity(wanted, need.monthly_quantity),
        "price": _price(candidates.price, need.price_ceiling),
        "season": (wanted > 0).mean(axis=1) if len(months) else np.ones(len(candidates)),
        "distance": HALF_DISTANCE_KM / (HALF_DISTANCE_KM + candidates.distance),
        "certificates": candidates.wished,
    }
    total = sum(
        (factors[name] * weight for name, weight in weights.items()), np.zeros(len(candidates))
    )
    return Scores(np.clip(total / whole, 0.0, 1.0), factors)


def rank(scores: Scores, candidates: Candidates, limit: int) -> NDArray[np.int64]:
    """Positions of the best `limit` candidates, best first; ties go to the lower id."""
    return np.lexsort((candidates.ids, -scores.total))[:limit]


def _relative(relevance: Floats) -> Floats:
    # Text scores have no fixed scale; the best candidate of this need is the yardstick.
    best = relevance.max(initial=0.0)
    return relevance / best if best > 0 else np.zeros_like(relevance)


def _quantity(wanted: Floats, monthly: float) -> Floats:
    if monthly <= 0 or wanted.shape[1] == 0:
        return np.ones(len(wanted))
    # Mean over the wanted months of the share that could be supplied.
    with np.errstate(over="ignore"):  # far more than enough is enough, even when it is infinite
        return np.minimum(wanted / monthly, 1.0).mean(axis=1)


def _price(price: Floats, ceiling: float | None) -> Floats:
    if ceiling is None or ceiling <= 0:
        return np.full(len(price), 0.5)
    with np.errstate(over="ignore"):
        over = price / ceiling - 1.0
        return np.where(over <= 0, 1.0, np.clip(1.0 - over / PRICE_TOLERANCE, 0.0, 1.0))
