"""Somebody who leaves: asked now, done a week later, and until then taken back with one tap."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

AFTER = timedelta(days=7)


def in_a_week() -> datetime:
    """When what is asked now is done."""
    return timezone.now() + AFTER


class Erasure(models.Model):
    """A person's wish to be erased. Once `done_at`, `user` is a row that says nothing about anybody."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="erasure")
    with_organisations = ArrayField(
        models.BigIntegerField(), default=list, blank=True,
        help_text="keys of the organisations whose pages end with the account",
    )  # fmt: skip
    asked_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=in_a_week)
    attempts = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        verbose_name = "erasure"
        verbose_name_plural = "erasures"
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=models.Q(done_at__isnull=True),
                name="accounts_erasure_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.done_at or self.due_at}"

    @classmethod
    def waiting_of(cls, user: Any) -> models.QuerySet[Erasure]:
        """The one that this person may still take back; at most one."""
        return cls.objects.filter(user=user, done_at=None)

    @classmethod
    def due(cls) -> models.QuerySet[Erasure]:
        """What is to be done now."""
        return cls.objects.filter(done_at=None, due_at__lte=timezone.now()).order_by("due_at")
