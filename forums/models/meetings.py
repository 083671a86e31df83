"""A meeting is one pair at one slot and table of one timetable version."""

from __future__ import annotations

from collections.abc import Container
from decimal import Decimal

import pghistory
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from djmoney.models.fields import MoneyField
from djmoney.models.validators import MinMoneyValidator
from djmoney.money import Money

from accounts.models import User
from buyers.models import Buyer
from forums.models.halls import Slot, Table
from forums.models.requests import MeetingRequest
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
        return [
            side for side in ("producer", "buyer")
            if getattr(self, side).organisation_id in organisations
        ]  # fmt: skip

    def record_outcome(
        self,
        user: User,
        result: str,
        *,
        value: Money | None = None,
        note: str = "",
        side: str = "staff",
    ) -> Outcome:
        """Write down (or correct) what came of it, as `side` saw it."""
        usd = ExchangeRate.in_usd(value, timezone.localdate()) if value is not None else None
        outcome, _created = Outcome.objects.update_or_create(
            meeting=self,
            side=side,
            defaults={
                "result": result,
                "value": value,
                "value_usd": usd,
                "note": note,
                "recorded_by": user,
                "recorded_at": timezone.now(),
            },
        )
        return outcome


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["meeting", "side", "result", "value", "note"],
    model_name="OutcomeEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Outcome(models.Model):
    """What one side, or staff for both, says came of a meeting."""

    class Result(models.TextChoices):
        DEAL = "deal", _("Deal")
        TRIAL = "trial", _("Trial order")
        SAMPLE = "sample", _("Sample")
        FOLLOW_UP = "follow_up", _("Follow-up")
        NONE = "none", _("No interest")
        NOT_HELD = "not_held", _("Did not take place")

    class ReportedBy(models.TextChoices):
        STAFF = "staff", _("Staff")
        PRODUCER = "producer", _("Producer")
        BUYER = "buyer", _("Buyer")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="outcomes")
    side = models.CharField(max_length=8, choices=ReportedBy, default=ReportedBy.STAFF)
    result = models.CharField(_("result"), max_length=10, choices=Result)
    value = MoneyField(
        _("value of the deal"), max_digits=14, decimal_places=2, default_currency="KHR",
        null=True, blank=True, validators=[MinMoneyValidator(Decimal("0.01"))],
    )  # fmt: skip
    value_usd = models.DecimalField(max_digits=16, decimal_places=4, null=True, editable=False)
    note = models.CharField(_("note"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects: models.Manager[Outcome] = models.Manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "side"], name="forums_outcome_once_per_side"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__gt=0),
                name="forums_outcome_value_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}: {self.get_result_display()}"
