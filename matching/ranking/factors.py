"""The named factors of a match, each in [0, 1], for all pairs of a batch at once."""

from __future__ import annotations

import numpy as np

from matching.ranking.tables import Floats, Needs, Pairs

FACTORS = (
    "text", "category", "quantity", "price", "season", "distance", "certificates", "reliability",
    "freshness",
)  # fmt: skip
# What the producer's side looks at; `fit` is the mean of text and category.
PRODUCER_FACTORS = ("fit", "order", "worth", "price", "distance", "buyer")

HALF_DISTANCE_KM = 150.0  # at this distance the distance factor is one half
PRICE_TOLERANCE = 0.3  # a price this share above the ceiling is out of reach
CLEAR_ANSWER = 0.4  # a text score from which on the best candidate counts as a full answer
FRESH_DAYS = 365.0  # after which a listing's freshness is 1/e


def buyer_factors(needs: Needs, pairs: Pairs) -> dict[str, Floats]:
    """One (m,) array in [0, 1] per name of FACTORS."""
    wanted = needs.months[pairs.need]
    months = np.maximum(wanted.sum(axis=1), 1)
    with np.errstate(over="ignore"):
        share = np.minimum(pairs.supply / _positive(needs.quantity)[pairs.need][:, None], 1.0)
    return {
        "text": text_factor(pairs, len(needs)),
        "category": pairs.category,
        "quantity": (share * wanted).sum(axis=1) / months,
        "price": price_factor(needs, pairs),
        "season": ((pairs.supply > 0) & wanted).sum(axis=1) / months,
        "distance": HALF_DISTANCE_KM / (HALF_DISTANCE_KM + pairs.distance),
        "certificates": _wishes(needs.wished[pairs.need], pairs.held),
        "reliability": pairs.reliability,
        "freshness": np.exp(-np.maximum(pairs.age, 0.0) / FRESH_DAYS),
    }


def producer_factors(needs: Needs, pairs: Pairs, buyer: dict[str, Floats]) -> dict[str, Floats]:
    """One (m,) array in [0, 1] per name of PRODUCER_FACTORS; `buyer` are the other side's."""
    quantity = needs.quantity[pairs.need]
    wanted = needs.months[pairs.need]
    months = np.maximum(wanted.sum(axis=1), 1)
    supply = (pairs.supply * wanted).sum(axis=1) / months
    with np.errstate(over="ignore"):
        taken = np.minimum(quantity / _positive(supply), 1.0)
        order = np.minimum(quantity / _positive(pairs.minimum), 1.0)
    return {
        "fit": (buyer["text"] + buyer["category"]) / 2,
        "order": order,
        "worth": np.sqrt(taken),  # half the supply sold is worth more than half of all of it
        "price": buyer["price"],
        "distance": buyer["distance"],
        "buyer": needs.reliability[pairs.need],
    }


def text_factor(pairs: Pairs, needs: int) -> Floats:
    """Text relevance measured by the best candidate of the same need.

    A long need has words that no product has, so its best is the yardstick; but where even the best is
    poor, nothing becomes a full answer.
    """
    best = np.full(needs, CLEAR_ANSWER)
    np.maximum.at(best, pairs.need, pairs.relevance)
    return np.clip(pairs.relevance / best[pairs.need], 0.0, 1.0)


def price_factor(needs: Needs, pairs: Pairs) -> Floats:
    """1 up to the ceiling, falling to 0 at PRICE_TOLERANCE above it.

    Without a ceiling the price is compared with the middle one of the need's candidates: 1 up to that,
    0.75 for twice as much, 0 for five times as much.
    """
    ceiling = needs.ceiling[pairs.need]
    with np.errstate(over="ignore", divide="ignore", invalid="ignore"):
        over = pairs.price / _positive(ceiling) - 1.0  # nan stays nan
        limited = np.where(over <= 0, 1.0, 1.0 - over / PRICE_TOLERANCE)
        usual = 1.25 - 0.25 * pairs.price / _positive(_medians(pairs, len(needs)))[pairs.need]
    return np.clip(np.where(np.isnan(ceiling), usual, limited), 0.0, 1.0)


def _medians(pairs: Pairs, needs: int) -> Floats:
    """The middle price of each need's candidates; 1 for a need without any."""
    order = np.lexsort((pairs.price, pairs.need))
    counts = np.bincount(pairs.need, minlength=needs)
    starts = np.cumsum(counts) - counts
    middles = np.ones(needs)
    some = counts > 0
    middles[some] = pairs.price[order][(starts + counts // 2)[some]]
    return middles


def _wishes(wished: np.ndarray, held: np.ndarray) -> Floats:
    """The share of the wished certificates that is held; 1 where none is wished."""
    asked = np.bitwise_count(wished).astype(float)
    return np.where(asked > 0, np.bitwise_count(wished & held) / np.maximum(asked, 1), 1.0)


def _positive(values: Floats) -> Floats:
    return np.maximum(values, 1e-9)
