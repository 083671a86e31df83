"""Timetabling a forum's meetings. Pure: plain data in, plain data out, OR-Tools and a SAT solver inside."""

from matching.scheduling.answer import Placement, Shortfall, Standing, Timetable, Unplaced
from matching.scheduling.problem import Participant, Problem, ProblemError, Request
from matching.scheduling.replanning import Replan, replan
from matching.scheduling.solver import solve

__all__ = [
    "Participant",
    "Placement",
    "Problem",
    "ProblemError",
    "Replan",
    "Request",
    "Shortfall",
    "Standing",
    "Timetable",
    "Unplaced",
    "replan",
    "solve",
]
