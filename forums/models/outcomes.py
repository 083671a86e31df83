"""What came of a meeting, as each side says it."""

from __future__ import annotations

from decimal import Decimal

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from djmoney.models.fields import MoneyField
from djmoney.models.validators import MinMoneyValidator

from buyers.models import Need
from forums.models.requests import MeetingRequest
from ovop.kernel.countries import HOME
from ovop.kernel.declining import DeclineReason
from ovop.kernel.units import Unit
from producers.models import Product

WORST, BEST = 1, 5


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=[
        "request", "side", "result", "reason", "product", "quantity", "unit", "value", "value_currency",
        "country", "rating",  # not the note: words of people have no history
    ],
    model_name="OutcomeEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)  # fmt: skip
class Outcome(models.Model):
    """What one side, or staff for both, says came of a meeting. It belongs to the request, so it outlasts
    a timetable that is planned again after the meeting.
    """

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

    WORTH = (Result.DEAL, Result.TRIAL)  # those that have a value
    OPEN = (
        Result.DEAL,
        Result.TRIAL,
        Result.SAMPLE,
        Result.FOLLOW_UP,
    )  # those one asks about later

    request = models.ForeignKey(MeetingRequest, models.CASCADE, related_name="outcomes")
    side = models.CharField(max_length=8, choices=ReportedBy, default=ReportedBy.STAFF)
    result = models.CharField(_("result"), max_length=10, choices=Result)
    reason = models.CharField(_("why not"), max_length=12, choices=DeclineReason, blank=True)
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("product")
    )
    quantity = models.DecimalField(
        _("quantity"), max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )  # fmt: skip
    unit = models.CharField(_("unit"), max_length=8, choices=Unit, default=Unit.KG)
    period = models.CharField(
        _("how often"), max_length=5, choices=Need.Period, default=Need.Period.ONCE
    )
    value = MoneyField(
        _("value of the deal"), max_digits=14, decimal_places=2, default_currency="KHR",
        null=True, blank=True, validators=[MinMoneyValidator(Decimal("0.01"))],
    )  # fmt: skip
    value_usd = models.DecimalField(max_digits=16, decimal_places=4, null=True, editable=False)
    country = models.CharField(_("sold to"), max_length=2, default=HOME, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    next_step_on = models.DateField(pgettext_lazy("day", "on"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    rating = models.PositiveSmallIntegerField(
        _("how good was the meeting?"), null=True, blank=True,
        validators=[MinValueValidator(WORST), MaxValueValidator(BEST)],
    )  # fmt: skip
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects: models.Manager[Outcome] = models.Manager()

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "side"], name="forums_outcome_once_for_each_side"
            ),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(value__gt=0),
                name="forums_outcome_value_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_result_display()} ({self.get_side_display()})"
