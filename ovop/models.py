"""Signs of life of what has no row of its own: beat, backups, drills."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils import timezone


class Heartbeat(models.Model):
    """When something last did its work, and what it said. One row each, written over."""

    class Of(models.TextChoices):
        BEAT = "beat"
        BACKUP = "backup"
        DRILL = "drill"

    of = models.CharField(max_length=10, choices=Of, primary_key=True)
    at = models.DateTimeField()
    fine = models.BooleanField(default=True)
    said = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.of} {self.at:%Y-%m-%d %H:%M}"

    @classmethod
    def show(cls, of: str, *, fine: bool = True, said: str = "") -> None:
        """It did its work now."""
        now = {"at": timezone.now(), "fine": fine, "said": said[:500]}
        cls.objects.update_or_create(of=of, defaults=now)

    @property
    def age(self) -> timedelta:
        return timezone.now() - self.at
