"""Runs of the engine and the matches they found."""

from matching.models.matches import Block, Match, MatchList
from matching.models.runs import MatchRun, MatchShard, ScheduleRun
from matching.models.weights import RankingWeights

__all__ = [
    "Block", "Match", "MatchList", "MatchRun", "MatchShard", "RankingWeights", "ScheduleRun",
]  # fmt: skip
