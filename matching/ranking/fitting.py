"""Fitting the weights to judgements: which of two products for one need people thought better.

The loss is the mean of log(1 + exp(-(s_better - s_worse) / TEMPERATURE)) over pairs of one need (RankNet,
Burges et al., ICML 2005), each weighed by how far their gains are apart, plus a pull towards the weights in
use, so that little evidence changes little. Weights stay at least 0. Cross-validation leaves whole needs out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from matching.ranking.factors import FACTORS, PRODUCER_FACTORS
from matching.ranking.scoring import Weights, harmonic
from matching.ranking.tables import Floats, Integers

TEMPERATURE = 0.05  # a difference of scores this large is seen
PULL = 2.0  # how strongly the weights in use hold, in pairs' worth of evidence per unit squared
PLACES = 10


@dataclass(frozen=True)
class Evidence:
    """m judged pairs: `need` (m,) which need, `buyer` (m, 9) and `producer` (m, 6) factors in the order of
    FACTORS and PRODUCER_FACTORS, `gain` (m,) in [0, 1], `trust` (m,) how much each judgement counts."""

    need: Integers
    buyer: Floats
    producer: Floats
    gain: Floats
    trust: Floats

    def of(self, needs: Integers) -> Evidence:
        """The part about `needs`."""
        rows = np.isin(self.need, needs)
        return Evidence(
            self.need[rows],
            self.buyer[rows],
            self.producer[rows],
            self.gain[rows],
            self.trust[rows],
        )


@dataclass(frozen=True)
class Fold:
    """nDCG@10 of the needs left out, with the weights in use and with those fitted to the others."""

    needs: int
    before: float
    after: float


def fit(evidence: Evidence, start: Weights) -> Weights:
    """The weights under which judged pairs are best told apart, begun at and held by `start`.

    `start` itself where no need has two products of different gain.
    """
    better, worse, weight = _pairs(evidence)
    if not len(better):
        return start
    first = _vector(start)

    def loss(vector: Floats) -> float:
        total = _totals(evidence, vector)
        margin = (total[better] - total[worse]) / TEMPERATURE
        told = np.average(np.logaddexp(0.0, -margin), weights=weight)
        # Only the weights' proportions tell; their sums stay at one, or both could fall to nothing.
        drift = sum((side.sum() - 1.0) ** 2 for side in np.split(vector, [len(FACTORS)]))
        return float(told + drift + PULL / weight.sum() * np.square(vector - first).sum())

    bounds = [(0.0, 2.0)] * len(first)
    found = minimize(loss, first, method="L-BFGS-B", bounds=bounds, options={"maxiter": 200})
    return _weights(found.x if found.fun < loss(first) else first)


def cross_validate(evidence: Evidence, start: Weights, folds: int = 5, seed: int = 7) -> list[Fold]:
    """Fit on all needs but one fold's, measure on that fold's; one Fold each."""
    needs = np.unique(evidence.need)
    shuffled = np.random.default_rng(seed).permutation(needs)
    result = []
    for left_out in np.array_split(shuffled, min(folds, len(needs))):
        fitted = fit(evidence.of(np.setdiff1d(needs, left_out)), start)
        unseen = evidence.of(left_out)
        result.append(Fold(len(left_out), mean_ndcg(unseen, start), mean_ndcg(unseen, fitted)))
    return result


def mean_ndcg(evidence: Evidence, weights: Weights) -> float:
    """nDCG@10 (Järvelin & Kekäläinen 2002) over the judged products of each need, its mean."""
    total = _totals(evidence, _vector(weights))
    values = [
        _ndcg(evidence.gain[rows], total[rows])
        for rows in _rows_by_need(evidence)
        if evidence.gain[rows].max() > 0
    ]
    return float(np.mean(values)) if values else 0.0


def _ndcg(gain: Floats, total: Floats) -> float:
    discount = 1 / np.log2(np.arange(2, PLACES + 2))
    found = gain[np.argsort(-total, kind="stable")][:PLACES]
    ideal = np.sort(gain)[::-1][:PLACES]
    return float((found * discount[: len(found)]).sum() / (ideal * discount[: len(ideal)]).sum())


def _rows_by_need(evidence: Evidence) -> Sequence[Integers]:
    order = np.argsort(evidence.need, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(evidence.need[order])) + 1)


def _pairs(evidence: Evidence) -> tuple[Integers, Integers, Floats]:
    """Rows of the better and the worse of each pair, and how much the pair counts."""
    better: list[Integers] = []
    worse: list[Integers] = []
    for rows in _rows_by_need(evidence):
        first, second = np.nonzero(evidence.gain[rows][:, None] > evidence.gain[rows][None, :])
        better.append(rows[first])
        worse.append(rows[second])
    high, low = np.concatenate(better), np.concatenate(worse)
    apart = evidence.gain[high] - evidence.gain[low]
    return high, low, apart * np.minimum(evidence.trust[high], evidence.trust[low])


def _totals(evidence: Evidence, vector: Floats) -> Floats:
    buyer, producer = vector[: len(FACTORS)], vector[len(FACTORS) :]
    return harmonic(
        evidence.buyer @ buyer / max(buyer.sum(), 1e-9),
        evidence.producer @ producer / max(producer.sum(), 1e-9),
    )


def _vector(weights: Weights) -> Floats:
    """Both sides' weights in the factors' order, each side summing to one."""
    buyer = np.array([weights.buyer.get(name, 0.0) for name in FACTORS])
    producer = np.array([weights.producer.get(name, 0.0) for name in PRODUCER_FACTORS])
    return np.concatenate([buyer / buyer.sum(), producer / producer.sum()])


def _weights(vector: Floats) -> Weights:
    buyer, producer = vector[: len(FACTORS)], vector[len(FACTORS) :]
    return Weights(
        {n: round(float(w / buyer.sum()), 4) for n, w in zip(FACTORS, buyer, strict=True)},
        {n: round(float(w / producer.sum()), 4) for n, w in zip(PRODUCER_FACTORS, producer, strict=True)},
    )  # fmt: skip
