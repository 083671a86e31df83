"""Runs of the engine and the matches they found."""

from matching.models.enquiries import Enquiry, EnquiryEntry, Quote
from matching.models.matches import Block, Judgement, Match, MatchList
from matching.models.pools import Pool, PoolShare
from matching.models.runs import MatchRun, MatchShard, ScheduleRun
from matching.models.weights import RankingWeights

__all__ = [
    "Block", "Enquiry", "EnquiryEntry", "Judgement", "Match", "MatchList", "MatchRun", "MatchShard", "Pool", "PoolShare", "Quote", "RankingWeights",
    "ScheduleRun",
]  # fmt: skip
