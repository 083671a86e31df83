"""Buttons under a message. What a button says back is at most 64 bytes (Bot API, InlineKeyboardButton)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from notices.hooks import Question
from ovop.kernel.declining import DeclineReason
from ovop.kernel.tickets import Ticket

Keyboard = dict[str, list[list[dict[str, Any]]]]
DECLINE = "decline"


def asked(ticket: Ticket) -> str:
    """A ticket without the person, who is known by the chat: `m.12.0`."""
    return f"{ticket.kind}.{ticket.pk}.{ticket.step}"


def ticket_of(text: str, person: int) -> Ticket | None:
    """The ticket that `asked` wrote; None for anything else."""
    kind, *numbers = text.split(".")
    if len(numbers) != 2 or not all(n.isascii() and n.isdigit() and len(n) < 16 for n in numbers):
        return None
    return Ticket(kind, int(numbers[0]), int(numbers[1]), person)


def answers(question: Question, asks: str) -> Keyboard | None:
    """A button for each answer, the main one first; None when nothing can be answered any more."""
    rows = [(choice.label, f"a:{asks}:{choice.name}") for choice in question.choices]
    return buttons(rows) if rows else None


def reasons(asks: str, back: str) -> Keyboard:
    """Why not: one tap each, and a way back."""
    rows = [(str(label), f"a:{asks}:{DECLINE}:{value}") for value, label in DeclineReason.choices]
    return buttons([*rows, (back, f"b:{asks}")])


def buttons(rows: Sequence[tuple[str, str]]) -> Keyboard:
    """Buttons, one a row: (text, data)."""
    return {"inline_keyboard": [[{"text": text, "callback_data": data}] for text, data in rows]}
