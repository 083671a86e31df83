"""How well each channel works: a broken one is left alone for a while instead of asked again and again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F
from django.utils import timezone

from notices.models.notices import Channel

PATIENCE = 3  # failures in a row before a pause
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)


class ChannelHealth(models.Model):
    """One row a channel, made when it is first used."""

    channel = models.CharField(max_length=10, choices=Channel, primary_key=True)
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    paused_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    failed_at = models.DateTimeField(null=True, blank=True)
    worked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.channel}: {self.failures}"

    @classmethod
    def of(cls, channel: str) -> ChannelHealth:
        return cls.objects.get_or_create(channel=channel)[0]

    @property
    def paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > timezone.now()

    def works(self) -> None:
        """It took a message."""
        ChannelHealth.objects.filter(pk=self.pk).update(
            failures=0, paused_until=None, worked_at=timezone.now()
        )
        self.failures, self.paused_until = 0, None

    def fails(self, reason: str) -> bool:
        """It is down; after PATIENCE times in a row it is paused, longer each time. Whether it is."""
        now = timezone.now()
        mine = ChannelHealth.objects.filter(pk=self.pk)
        mine.update(failures=F("failures") + 1, last_error=reason[:300], failed_at=now)
        self.refresh_from_db()
        if self.failures < PATIENCE:
            return False
        wait = min(LONGEST, SHORTEST * 2 ** min(self.failures - PATIENCE, 10))
        self.pause(now + wait, reason)
        return True

    def pause(self, until: datetime, reason: str) -> None:
        """Leave it alone until then."""
        ChannelHealth.objects.filter(pk=self.pk).update(
            paused_until=until, last_error=reason[:300], failed_at=timezone.now()
        )
        self.paused_until = until
