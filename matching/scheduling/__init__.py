"""Timetabling a forum's meetings. Pure: plain data in, plain data out, OR-Tools inside."""

from matching.scheduling.problem import (
    Participant,
    Placement,
    Problem,
    ProblemError,
    Request,
    Timetable,
    Unplaced,
)
from matching.scheduling.solver import solve

__all__ = [
    "Participant",
    "Placement",
    "Problem",
    "ProblemError",
    "Request",
    "Timetable",
    "Unplaced",
    "solve",
]
