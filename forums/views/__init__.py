"""Pages of forums, registrations, requests and meetings."""

from forums.views.day import attend, day, late, lose_table
from forums.views.meetings import agenda, outcome, outcomes
from forums.views.organising import copy, create, decide, edit, registration, registrations, step
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
    "copy",
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
    "registration",
    "registrations",
    "requests",
    "step",
    "withdraw",
]  # fmt: skip
