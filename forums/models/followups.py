"""What became of it: asked of each side two weeks, three months and a year after a forum."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from djmoney.models.fields import MoneyField
from djmoney.models.validators import MinMoneyValidator

from forums.models.requests import MeetingRequest
from forums.models.sides import Side
from forums.querysets import FollowUpQuerySet


class FollowUp(models.Model):
    """One question to one side about one meeting. Asking it twice is refused by the database."""

    class Stage(models.TextChoices):
        WEEKS = "2w", _("two weeks later")
        MONTHS = "3m", _("three months later")
        YEAR = "12m", _("a year later")

    AFTER = {
        Stage.WEEKS: timedelta(days=14),
        Stage.MONTHS: timedelta(days=91),
        Stage.YEAR: timedelta(days=365),
    }

    class Status(models.TextChoices):
        ORDERING = "ordering", _("Orders go on")
        ONCE = "once", _("There was one order")
        TALKING = "talking", _("We still talk")
        NOTHING = "nothing", _("Nothing came of it")

    request = models.ForeignKey(MeetingRequest, models.CASCADE, related_name="follow_ups")
    side = models.CharField(max_length=8, choices=Side)
    stage = models.CharField(max_length=3, choices=Stage)
    due_on = models.DateField()
    status = models.CharField(_("what became of it?"), max_length=8, choices=Status, blank=True)
    value = MoneyField(
        _("sold since then, altogether"), max_digits=14, decimal_places=2, default_currency="KHR",
        null=True, blank=True, validators=[MinMoneyValidator(Decimal("0.01"))],
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=500, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(auto_now_add=True)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("follow-up")
        verbose_name_plural = _("follow-ups")
        constraints = [
            models.UniqueConstraint(
                fields=["request", "side", "stage"], name="forums_followup_asked_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request} · {self.get_stage_display()}"

    def get_absolute_url(self) -> str:
        return reverse("forums:follow_up", args=[self.pk])
