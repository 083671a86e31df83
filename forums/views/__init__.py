"""Pages of forums, registrations, requests and meetings."""

from forums.views.day import attend, day, late, lose_table
from forums.views.meetings import agenda, outcome, outcomes
from forums.views.organising import create, decide, edit, registrations, step
from forums.views.papers import calendar, my_paper, papers
from forums.views.participating import cancel, forum, forums, register
from forums.views.requesting import answer, ask, requests, withdraw

__all__ = [
    "agenda",
    "answer",
    "ask",
    "attend",
    "calendar",
    "cancel",
    "create",
    "day",
    "decide",
    "edit",
    "forum",
    "forums",
    "late",
    "lose_table",
    "my_paper",
    "outcome",
    "outcomes",
    "papers",
    "register",
    "registrations",
    "requests",
    "step",
    "withdraw",
]  # fmt: skip
