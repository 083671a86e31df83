"""Scoring products for a need. Pure: numpy in, numpy out."""

from matching.ranking.scoring import (
    DEFAULT_WEIGHTS,
    FACTORS,
    Candidates,
    NeedProfile,
    Scores,
    rank,
    score,
)

__all__ = ["DEFAULT_WEIGHTS", "FACTORS", "Candidates", "NeedProfile", "Scores", "rank", "score"]
