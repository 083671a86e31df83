"""Calling Telegram's Bot API through python-telegram-bot, from code that is not asynchronous."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable, Coroutine
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any, TypeVar

from django.conf import settings
from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError
from telegram.request import HTTPXRequest

from notices.channels.errors import Busy, ChannelDown, Refused
from notices.channels.tls import trusted

SECONDS = 10.0
MOST_LETTERS = 4096  # of one message; Bot API, sendMessage
Result = TypeVar("Result")


class Blocked(Refused):
    """The person blocked the bot or left Telegram."""


@dataclass(frozen=True)
class Call:
    """One method of the Bot API, as it can be kept in a row: `method` in Python's spelling."""

    method: str
    params: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def cut(text: str, less: str = "") -> str:
    """As much of `text` as fits into a message beside `less`; Telegram counts UTF-16 units."""
    room = MOST_LETTERS - len(less.encode("utf-16-le")) // 2
    return text.encode("utf-16-le")[: 2 * max(0, room)].decode("utf-16-le", "ignore")


def configured() -> bool:
    """Whether this platform has a bot."""
    return bool(settings.TELEGRAM["token"] and settings.TELEGRAM["name"])


def deep_link(token: str) -> str:
    """The address that opens the bot's chat and says `/start token` there."""
    return f"https://t.me/{settings.TELEGRAM['name']}?start={token}"


def make(call: Call) -> Any:
    """Make one call and return what Telegram answered. Raises Blocked, Refused, Busy or ChannelDown."""
    return with_bot(lambda bot: _made(bot, call))


class _Line:
    """A bot with its connection, kept open between messages: a new one costs Telegram and us a handshake each."""

    def __init__(self, patience: float) -> None:
        self.runner = asyncio.Runner()
        how = {"verify": trusted()}
        request = HTTPXRequest(
            read_timeout=patience, write_timeout=SECONDS, connect_timeout=5.0, httpx_kwargs=how
        )
        self.bot = Bot(
            settings.TELEGRAM["token"], base_url=settings.TELEGRAM["api"], request=request,
            get_updates_request=request,
        )  # fmt: skip


_LINES = threading.local()  # an event loop belongs to its thread


def _line(patience: float) -> _Line:
    """This thread's line to the bot as it is set now."""
    key = (settings.TELEGRAM["token"], settings.TELEGRAM["api"], patience, SECONDS, os.getpid())
    if getattr(_LINES, "key", None) != key:
        _LINES.line, _LINES.key = _Line(patience), key
    line: _Line = _LINES.line
    return line


def with_bot(use: Callable[[Bot], Coroutine[Any, Any, Result]], *, patience: float = 0) -> Result:
    """Run `use` with the bot; Telegram's errors as ours. `patience` in seconds, SECONDS by default."""
    line = _line(patience or SECONDS)
    try:
        return line.runner.run(use(line.bot))
    except RetryAfter as error:
        raise Busy(_seconds(error.retry_after)) from error
    except Forbidden as error:
        raise Blocked(f"Telegram: {error}") from error
    except BadRequest as error:
        gone = "chat not found" in str(error).lower() or "deactivated" in str(error).lower()
        raise (Blocked if gone else Refused)(f"Telegram: {error}") from error
    except TelegramError as error:
        raise ChannelDown(f"Telegram: {error or type(error).__name__}") from error


async def _made(bot: Bot, call: Call) -> Any:
    params = dict(call.params)
    if keyboard := params.get("reply_markup"):
        params["reply_markup"] = InlineKeyboardMarkup.de_json(keyboard, bot)
    if call.method in ("send_message", "edit_message_text"):
        params["text"] = cut(params["text"])
        params["link_preview_options"] = LinkPreviewOptions(is_disabled=True)
    return await getattr(bot, call.method)(**params)


def _seconds(wait: int | timedelta) -> timedelta:
    return wait if isinstance(wait, timedelta) else timedelta(seconds=max(1, wait))
