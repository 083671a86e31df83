"""Whose Telegram is whose, and what Telegram sent us."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

GOOD_FOR = timedelta(minutes=30)


class TelegramChat(models.Model):
    """The private chat in which the bot tells one person; no two people share one."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="telegram_chat"
    )
    chat_id = models.BigIntegerField(unique=True)
    name = models.CharField(max_length=120, blank=True, help_text=_("as Telegram shows it"))
    linked_at = models.DateTimeField(default=timezone.now)
    blocked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("Telegram chat")
        verbose_name_plural = _("Telegram chats")

    def __str__(self) -> str:
        return self.name or str(self.chat_id)

    @classmethod
    @transaction.atomic
    def link(cls, user_id: int, chat_id: int, name: str) -> tuple[TelegramChat, int | None]:
        """Make this chat the person's own; also says whose it was before, if it was somebody else's."""
        before = (
            cls.objects.select_for_update().filter(chat_id=chat_id).exclude(user=user_id).first()
        )
        taken_from = before.user_id if before else None
        if before:
            before.delete()
        chat, _new = cls.objects.update_or_create(
            user_id=user_id,
            defaults={
                "chat_id": chat_id, "name": name[:120], "linked_at": timezone.now(), "blocked_at": None,
            },
        )  # fmt: skip
        return chat, taken_from


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


class ChatInvitation(models.Model):
    """The secret of a deep link (t.me/bot?start=…): good once, for GOOD_FOR; only its hash is kept."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+"
    )
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.user_id}, {self.made_at:%Y-%m-%d %H:%M}"

    @classmethod
    def make(cls, user_id: int) -> str:
        """A new secret (22 letters Telegram allows); an older one of this person stops working."""
        token = secrets.token_urlsafe(16)
        cls.objects.update_or_create(
            user_id=user_id, defaults={"digest": _digest(token), "made_at": timezone.now()}
        )
        return token

    @property
    def good(self) -> bool:
        return self.made_at > timezone.now() - GOOD_FOR

    @classmethod
    def take(cls, token: str) -> int | None:
        """Whose secret it is, which ends with that; None when unknown, used or too old."""
        with transaction.atomic():
            row = (
                cls.objects.select_for_update()
                .filter(digest=_digest(token), made_at__gt=timezone.now() - GOOD_FOR)
                .first()
            )
            if row is None:
                return None
            owner = row.user_id  # deleting takes the key from the object
            row.delete()
            return owner


class BotUpdate(models.Model):
    """One thing that happened in Telegram: kept before it is acted on, acted on once, then forgotten.

    Telegram repeats what it got no answer to, so `update_id` is the key. `replies` are the calls still to
    be made: the act is committed with them, so a Telegram that does not answer repeats the talking only.
    """

    class State(models.TextChoices):
        NEW = "new", _("New")
        ACTED = "acted", _("Acted on")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    update_id = models.BigIntegerField(primary_key=True)
    payload: Any = models.JSONField(null=True, blank=True)
    replies: Any = models.JSONField(default=list, blank=True)
    state = models.CharField(max_length=6, choices=State, default=State.NEW)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now)
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["update_id"]
        indexes = [
            models.Index(
                fields=["not_before"],
                condition=models.Q(state__in=["new", "acted"]),
                name="notices_updates_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.update_id} ({self.state})"

    def put_off(self, until: datetime) -> None:
        """Telegram is left alone until then: the attempt does not count."""
        self.attempts, self.not_before = max(0, self.attempts - 1), until
        self.save(update_fields=["attempts", "not_before"])
