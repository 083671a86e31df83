"""Nothing of people in the logs: numbers, addresses and rows that a library put into its message are masked."""

from __future__ import annotations

import re
from typing import Any

# A number of a phone as it is written, in either digits; longer runs of digits (times, ids) are left alone.
_PHONE = re.compile(
    r"(?:(?<=%2B)|(?<![\w.-]))(?:(?:\+|00)\d{2,3}|855|០០?៨៥៥|៨៥៥|[0០](?=[\d០-៩]))[\s./()-]*"
    r"(?:[\d០-៩][\s./()-]*){7,10}(?![\d០-៩])"
)
_EMAIL = re.compile(r"[^\s@<>\"'=]+@[^\s@<>\"'=]+\.[a-zA-Z]{2,}")
# PostgreSQL adds the row it refused.
_DETAIL = re.compile(r"^(DETAIL|CONTEXT|HINT|LINE \d+):.*(?:\n\s+.*)*", re.MULTILINE)
_LEFT_ALONE = frozenset({"timestamp", "level", "logger", "event_id", "request_id", "task_id"})


def mask(text: str) -> str:
    """The text without phone numbers, e-mail addresses and rows of the database."""
    return _EMAIL.sub("[e-mail]", _PHONE.sub("[phone]", _DETAIL.sub(r"\1: [left out]", text)))


def masked(_logger: Any, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """A structlog processor: every text of the event, also inside lists and dictionaries."""
    return {name: value if name in _LEFT_ALONE else _deep(value) for name, value in event.items()}


def _deep(value: Any) -> Any:
    if isinstance(value, dict):
        return {_deep(name): _deep(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set):
        return [_deep(each) for each in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return mask(str(value))
