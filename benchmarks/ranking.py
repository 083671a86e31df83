"""Ranking: the vectorised scorer beside a loop over products, on the same candidates."""

from __future__ import annotations

import time
from collections.abc import Iterator

import numpy as np

from matching.ranking import DEFAULT_WEIGHTS, Candidates, NeedProfile, rank, score
from matching.ranking.scoring import HALF_DISTANCE_KM, PRICE_TOLERANCE

PRODUCTS = 20_000


def figures() -> Iterator[tuple[str, str]]:
    draw = np.random.default_rng(17)
    candidates = Candidates(
        ids=np.arange(PRODUCTS), relevance=draw.random(PRODUCTS),
        category=draw.choice([0.0, 0.5, 1.0], PRODUCTS), supply=draw.random((PRODUCTS, 12)) * 300,
        price=draw.random(PRODUCTS) * 8, distance=draw.random(PRODUCTS) * 500,
        wished=draw.choice([0.0, 1.0], PRODUCTS),
    )  # fmt: skip
    need = NeedProfile(monthly_quantity=200, months=tuple(range(1, 13)), price_ceiling=4)

    started = time.perf_counter()
    scores = score(need, candidates)
    rank(scores, candidates, 30)
    fast = time.perf_counter() - started
    started = time.perf_counter()
    looped = _loop(need, candidates)
    slow = time.perf_counter() - started

    assert np.allclose(looped, scores.total)
    yield f"{PRODUCTS:,} products for one need, vectorised", f"{1000 * fast:.1f} ms"
    yield "the same by a loop", f"{1000 * slow:.0f} ms"
    yield "ratio", f"{slow / fast:.0f} times"


def _loop(need: NeedProfile, of: Candidates) -> list[float]:
    best, found = max(of.relevance), []
    for n in range(len(of)):
        wanted = [of.supply[n][month - 1] for month in need.months]
        over = of.price[n] / (need.price_ceiling or 1) - 1
        factors = {
            "text": of.relevance[n] / best,
            "category": of.category[n],
            "quantity": sum(min(w / need.monthly_quantity, 1) for w in wanted) / len(wanted),
            "price": 1.0 if over <= 0 else max(0.0, 1 - over / PRICE_TOLERANCE),
            "season": sum(w > 0 for w in wanted) / len(wanted),
            "distance": HALF_DISTANCE_KM / (HALF_DISTANCE_KM + of.distance[n]),
            "certificates": of.wished[n],
        }
        found.append(sum(factors[name] * weight for name, weight in DEFAULT_WEIGHTS.items()))
    return found
