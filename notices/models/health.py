"""How well each channel works: a broken one is left alone for a while instead of asked again and again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from notices.models.notices import Channel

LONGEST_CALL = timedelta(seconds=25)  # a worker that says nothing for so long is dead
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
    busy_until = models.DateTimeField(null=True, blank=True, help_text="a worker drains it")

    def __str__(self) -> str:
        return f"{self.channel}: {self.failures}"

    @classmethod
    def of(cls, channel: str) -> ChannelHealth:
        """The row of `channel`, made if there is none yet; webhooks keep a lock of theirs here under a name of its own."""
        return cls.objects.get_or_create(channel=channel)[0]

    @property
    def paused(self) -> bool:
        return self.paused_until is not None and self.paused_until > timezone.now()

    def take(self) -> bool:
        """Whether this worker may drain it now: it is not paused, and nobody else does. `let_go` afterwards."""
        return self._go_on(Q(busy_until=None) | Q(busy_until__lte=timezone.now()))

    def go_on(self) -> bool:
        """Before each message: still not paused (somebody else may have been told to wait)."""
        return self._go_on(Q())

    def _go_on(self, free: Q) -> bool:
        now = timezone.now()
        unpaused = Q(paused_until=None) | Q(paused_until__lte=now)
        mine = ChannelHealth.objects.filter(free, unpaused, pk=self.pk)
        return bool(mine.update(busy_until=now + LONGEST_CALL))

    def let_go(self) -> None:
        """Nobody sends by it just now."""
        ChannelHealth.objects.filter(pk=self.pk).update(busy_until=None)

    def works(self) -> None:
        """It took a message. A pause that somebody was told of meanwhile stays."""
        ChannelHealth.objects.filter(pk=self.pk).update(failures=0, worked_at=timezone.now())
        self.failures = 0

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
