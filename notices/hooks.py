"""What rooms further right lend to the messages: the questions that wait, and the agenda.

Notices may not import matching or forums; those hand in what is theirs when Django starts
(`AppConfig.ready`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from ovop.kernel.tickets import Ticket

if TYPE_CHECKING:
    from accounts.models import Organisation, User


class Choice(Protocol):
    """One button."""

    @property
    def name(self) -> str: ...
    @property
    def label(self) -> str: ...


class Question(Protocol):
    """What is asked; `answer(name, reason)` does it, and raises `OutOfDate` when somebody was quicker.

    `contact()` is whom to call once both agreed.
    """

    @property
    def title(self) -> str: ...
    @property
    def lines(self) -> Sequence[str]: ...
    @property
    def choices(self) -> Sequence[Choice]: ...
    @property
    def answer(self) -> Callable[[str, str], str]: ...
    @property
    def contact(self) -> Callable[[], Organisation | None]: ...


class OutOfDate(Exception):
    """It was answered or changed already."""


QuestionOf = Callable[[Ticket, "User"], Question | None]
WaitingFor = Callable[["User"], Sequence[Ticket]]
AgendaOf = Callable[["User"], str]


class _Hooks:
    question_of: QuestionOf = staticmethod(lambda ticket, person: None)
    waiting_for: WaitingFor = staticmethod(lambda person: ())
    agenda_of: AgendaOf = staticmethod(lambda person: "")


hooks = _Hooks()
