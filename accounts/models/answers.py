"""Answers given to what was sent once, to be given again when it is sent again."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone

KEPT = timedelta(days=1)


class GivenAnswer(models.Model):
    """What one person sent under one key, as a digest, and how it was answered.

    Written in the transaction of its effect: either both are there or neither. Who sends the same meanwhile waits
    at the unique key until that transaction ends.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=300)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    headers = models.JSONField(default=dict)
    body = models.TextField(blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "given answer"
        verbose_name_plural = "given answers"
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="accounts_answer_once"),
        ]
        indexes = [models.Index(fields=["given_at"], name="accounts_answer_given")]

    def __str__(self) -> str:
        return f"{self.key}: {self.status}"

    @classmethod
    def forget(cls) -> int:
        """Delete those that are older than KEPT; return how many."""
        return cls.objects.filter(given_at__lt=timezone.now() - KEPT).delete()[0]
