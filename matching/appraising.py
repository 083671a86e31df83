"""Needs looked up and scored: what the ranking, the pools and every comparison start from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from buyers.models import Need
from matching.candidates import find_pairs, needs_table, read_needs
from matching.models import RankingWeights
from matching.ranking import Needs, Pairs, Scores, Weights, score


@dataclass(frozen=True)
class Appraisal:
    """n needs, their m candidates within every hard limit, and the candidates' scores."""

    needs: Sequence[Need]
    table: Needs
    pairs: Pairs
    scores: Scores

    @property
    def ids(self) -> list[int]:
        """Each need's key, by its position."""
        return [need.pk for need in self.needs]


def appraise(
    needs: Sequence[Need],
    weights: Weights | None = None,
    *,
    local_bonus: float = 0.0,
    products: list[int] | None = None,
) -> Appraisal:
    """Find and score the candidates of `needs`, which come with `buyer` and `category__parent`.

    `weights`: the newest ones where none are given; `products`: look among those only.
    """
    weights = weights or RankingWeights.in_use()
    table = needs_table(needs)
    pairs = find_pairs(needs, read_needs(needs), products=products)
    return Appraisal(needs, table, pairs, score(table, pairs, weights, local_bonus=local_bonus))
