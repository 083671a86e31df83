"""Runs of the engine and the matches they found."""

from matching.models.matches import Match
from matching.models.runs import MatchRun, ScheduleRun

__all__ = ["Match", "MatchRun", "ScheduleRun"]
