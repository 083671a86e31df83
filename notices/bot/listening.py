"""Hearing from Telegram: asking it (long polling), or being called by it (webhook)."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import structlog
from django.conf import settings
from django.db import DatabaseError, close_old_connections
from django.urls import reverse
from django.utils import translation
from telegram import Bot, BotCommand

from notices.bot import api, updates
from notices.bot.conversation import commands
from notices.channels.errors import Busy, DeliveryError

log = structlog.get_logger(__name__)
HOLDS = 25  # seconds Telegram keeps a question open when nothing happens
HEARS = ["message", "callback_query", "my_chat_member"]


def poll(go_on: Callable[[], bool] = lambda: True) -> None:
    """Ask Telegram for what happened, again and again, until `go_on` says no.

    What was heard is in the database before Telegram is told so (by the next question's offset): a
    process that dies in between hears it again, and knows it.
    """
    # None: whatever Telegram still has. A number of another bot would throw it away.
    offset: int | None = None
    wait = 1.0
    while go_on():
        close_old_connections()
        try:
            heard = _ask(offset)
            updates.keep(heard)
            wait = 1.0
        except (DeliveryError, DatabaseError) as error:
            wait = error.wait.total_seconds() if isinstance(error, Busy) else min(60.0, wait * 2)
            log.warning("bot_deaf", reason=str(error)[:200], again_in_s=wait)
            time.sleep(wait)
            continue
        if heard:
            offset = max(each["update_id"] for each in heard) + 1


def _ask(offset: int | None) -> list[dict[str, Any]]:
    """What happened since, in Telegram's own words."""

    async def ask(bot: Bot) -> list[dict[str, Any]]:
        found = await bot.get_updates(offset=offset, timeout=HOLDS, allowed_updates=HEARS)
        return [update.to_dict() for update in found]

    return api.with_bot(ask, patience=HOLDS + 10)


def webhook_address() -> str:
    return settings.SITE_URL + reverse("notices:webhook")


def be_called() -> None:
    """Tell Telegram to call our webhook."""
    secret = settings.TELEGRAM["webhook_secret"]
    api.with_bot(
        lambda bot: bot.set_webhook(webhook_address(), secret_token=secret, allowed_updates=HEARS)
    )


def ask_instead() -> None:
    """No webhook: Telegram answers questions only without one. What waits there is kept."""
    api.with_bot(lambda bot: bot.delete_webhook(drop_pending_updates=False))


def show_menu() -> None:
    """The commands behind the bot's menu button: Khmer for everybody, English for English Telegrams."""

    def menu(language: str) -> list[BotCommand]:
        with translation.override(language):
            return [BotCommand(name, text) for name, text in commands()]

    api.with_bot(lambda bot: bot.set_my_commands(menu("km")))
    api.with_bot(lambda bot: bot.set_my_commands(menu("en"), language_code="en"))
