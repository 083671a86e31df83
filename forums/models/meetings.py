"""A meeting is one pair at one slot and table of one timetable version."""

from __future__ import annotations

from collections.abc import Container
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from accounts.models import User
from buyers.models import Buyer
from forums.models.halls import Slot, Table
from forums.models.outcomes import Outcome
from forums.models.requests import MeetingRequest
from forums.models.sides import sides_of
from forums.models.timetables import TimetableVersion
from forums.querysets import MeetingQuerySet
from places.models import ExchangeRate
from producers.models import Producer


class Meeting(models.Model):
    """What must never be is refused by the database: a person or a table twice in one slot."""

    timetable = models.ForeignKey(TimetableVersion, models.CASCADE, related_name="meetings")
    request = models.ForeignKey(MeetingRequest, models.PROTECT, related_name="meetings")
    slot = models.ForeignKey(Slot, models.PROTECT, related_name="meetings")
    table = models.ForeignKey(Table, models.PROTECT, related_name="meetings")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="meetings")
    buyer = models.ForeignKey(Buyer, models.PROTECT, related_name="meetings")
    locked = models.BooleanField(default=False)
    # Which of the meetings that a side can hold at once it is: the database counts them through these.
    producer_seat = models.PositiveSmallIntegerField(default=0)
    buyer_seat = models.PositiveSmallIntegerField(default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["slot__position", "table__number"]
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        constraints = [
            models.UniqueConstraint(
                fields=["timetable", "request"], name="forums_meeting_request_once"
            ),
            models.UniqueConstraint(
                fields=["timetable", "slot", "table"], name="forums_meeting_table_free"
            ),
            models.UniqueConstraint(
                fields=["timetable", "slot", "producer", "producer_seat"],
                name="forums_meeting_producer_free",
            ),
            models.UniqueConstraint(
                fields=["timetable", "slot", "buyer", "buyer_seat"],
                name="forums_meeting_buyer_free",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.slot} · {self.table}: {self.producer} – {self.buyer}"

    def sides_of(self, organisations: Container[int]) -> list[str]:
        """On which sides of it `organisations` (their keys) are."""
        return sides_of(self, organisations)

    @property
    def outcomes(self) -> models.QuerySet[Outcome]:
        """What each side says came of it. Prefetch as "request__outcomes"."""
        return self.request.outcomes.all()

    def record_outcome(
        self, user: User, result: str, *, side: str = "staff", **given: Any
    ) -> Outcome:
        """Write down (or correct) what came of it, as `side` saw it; `given` are fields of Outcome."""
        value: Money | None = given.get("value")
        usd = ExchangeRate.in_usd(value, timezone.localdate()) if value is not None else None
        outcome, _created = Outcome.objects.update_or_create(
            request=self.request, side=side,
            defaults=given | {
                "result": result, "value": value, "value_usd": usd, "recorded_by": user,
                "recorded_at": timezone.now(),
            },
        )  # fmt: skip
        return outcome
