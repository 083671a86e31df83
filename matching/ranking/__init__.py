"""Scoring and ordering (need, product) pairs. Pure: numpy in, numpy out."""

from matching.ranking.factors import FACTORS, PRICE_TOLERANCE, PRODUCER_FACTORS
from matching.ranking.fairness import Exposure, order_fairly, order_plainly
from matching.ranking.scoring import (
    DEFAULT_BUYER,
    DEFAULT_PRODUCER,
    Scores,
    Weights,
    harmonic,
    score,
)
from matching.ranking.tables import Needs, Pairs

__all__ = [
    "DEFAULT_BUYER", "DEFAULT_PRODUCER", "FACTORS", "PRICE_TOLERANCE", "PRODUCER_FACTORS", "Exposure",
    "Needs", "Pairs", "Scores", "Weights", "harmonic", "order_fairly", "order_plainly", "score",
]  # fmt: skip
