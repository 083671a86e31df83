"""Pages of forums, registrations, requests and meetings."""

from forums.views.day import attend, day, late, lose_table
from forums.views.helping import organisers, remove_organiser
from forums.views.meetings import agenda, outcome, outcomes
from forums.views.papers import calendar, my_paper, papers
from forums.views.participating import cancel, decline, forum, forums, register
from forums.views.preparing import copy, create, edit, review, step
from forums.views.registering import decide, on_paper, registration, registrations
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
    "decline",
    "edit",
    "forum",
    "forums",
    "late",
    "lose_table",
    "my_paper",
    "on_paper",
    "organisers",
    "outcome",
    "outcomes",
    "papers",
    "register",
    "registration",
    "registrations",
    "remove_organiser",
    "requests",
    "review",
    "step",
    "withdraw",
]  # fmt: skip
