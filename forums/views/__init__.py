"""Pages of forums, registrations, requests and meetings."""

from forums.views.board import board, board_now, call, new_board
from forums.views.day import attend, day, late, lose_table, note_missing
from forums.views.deals import deal, deals, follow_up
from forums.views.doors import badge, check_in, door, door_news, say
from forums.views.helping import organisers, remove_organiser
from forums.views.meetings import agenda
from forums.views.outcomes import feedback, outcome, outcomes
from forums.views.papers import badges, calendar, my_paper, papers
from forums.views.participating import cancel, decline, forum, forums, register
from forums.views.pledging import commitments, edit_commitment, evidence, report
from forums.views.preparing import copy, create, edit, review, step
from forums.views.registering import decide, on_paper, registration, registrations
from forums.views.requesting import answer, ask, requests, withdraw
from forums.views.trainings import (
    attendance,
    certificates,
    check_certificate,
    edit_training,
    give_back,
    sign_up,
    step_training,
    training,
    trainings,
)

__all__ = [
    "agenda",
    "answer",
    "ask",
    "attend",
    "attendance",
    "badge",
    "badges",
    "board",
    "board_now",
    "calendar",
    "call",
    "cancel",
    "certificates",
    "check_certificate",
    "check_in",
    "commitments",
    "copy",
    "create",
    "day",
    "deal",
    "deals",
    "decide",
    "decline",
    "door",
    "door_news",
    "edit",
    "edit_commitment",
    "edit_training",
    "evidence",
    "feedback",
    "follow_up",
    "forum",
    "forums",
    "give_back",
    "late",
    "lose_table",
    "my_paper",
    "new_board",
    "note_missing",
    "on_paper",
    "organisers",
    "outcome",
    "outcomes",
    "papers",
    "register",
    "registration",
    "registrations",
    "remove_organiser",
    "report",
    "requests",
    "review",
    "say",
    "sign_up",
    "step",
    "step_training",
    "training",
    "trainings",
    "withdraw",
]  # fmt: skip
