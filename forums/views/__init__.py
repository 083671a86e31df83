"""Pages of forums, registrations, requests and meetings."""

from forums.views.meetings import agenda, outcome, outcomes
from forums.views.organising import create, decide, edit, registrations, step
from forums.views.participating import cancel, forum, forums, register
from forums.views.requesting import answer, ask, requests, withdraw

__all__ = [
    "agenda", "answer", "ask", "cancel", "create", "decide", "edit", "forum", "forums", "outcome",
    "outcomes", "register", "registrations", "requests", "step", "withdraw",
]  # fmt: skip
