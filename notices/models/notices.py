"""The outbox: a row for everything a person must be told, written with what caused it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from notices.querysets import NoticeQuerySet

# How long after each failed attempt the next one is made: half a minute, then two, … : a gateway that is
# down for an evening loses nothing.
BACKOFF = tuple(timedelta(seconds=s) for s in (30, 120, 600, 3600, 4 * 3600))
QUIET, TOO_LATE, NO_ACCOUNT = "quiet hours", "too late", "account closed"
INSTEAD, NO_ADDRESS = "by phone instead", "no confirmed address"
REASONS = {
    QUIET: _("the person sleeps"),
    TOO_LATE: _("too late: it was good for ten minutes"),
    NO_ACCOUNT: _("the account was closed"),
    INSTEAD: _("sent as a text message instead"),
    NO_ADDRESS: _("the e-mail address is not confirmed any more"),
}
MAX_ATTEMPTS = len(BACKOFF) + 1


class Channel(models.TextChoices):
    """The ways a message can go."""

    IN_APP = "in_app", _("On the site")
    TELEGRAM = "telegram", "Telegram"
    SMS = "sms", _("Text message (SMS)")
    EMAIL = "email", _("E-mail")
    CONSOLE = "console", _("Console (development)")


class Notice(models.Model):
    """One message to one person over one channel.

    Rows are written in the transaction of their cause; Celery only wakes up the delivery. A notice that
    failed MAX_ATTEMPTS times, or was refused for good, is quarantined for staff to look at.
    """

    Channel = Channel

    class State(models.TextChoices):
        PENDING = "pending", _("On its way")
        SENT = "sent", _("Sent")
        QUARANTINED = "quarantined", _("Failed")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    province = models.ForeignKey(
        "places.Province", models.SET_NULL, null=True, blank=True, related_name="+",
        help_text=_("whose wording is used and whose staff see how it is delivered"),
    )  # fmt: skip
    phone = PhoneNumberField(blank=True)
    email = models.EmailField(blank=True, default="", db_default="")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.IN_APP)
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2, default="km")
    context = models.JSONField(default=dict)
    link = models.CharField(max_length=2000, blank=True)
    asks = models.CharField(
        max_length=60,
        blank=True,
        default="",
        db_default="",
        help_text=_("what can be answered with a button, e.g. m.12.0"),
    )
    urgent = models.BooleanField(
        default=False, db_default=False, help_text=_("somebody waits for it")
    )
    dedupe_key = models.CharField(max_length=120, null=True, blank=True, unique=True)
    state = models.CharField(max_length=12, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(default=timezone.now, db_default=Now())
    expires_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True)
    reference = models.CharField(
        max_length=60, blank=True, default="", db_default="", help_text=_("its name at the channel")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    digested = models.BooleanField(
        default=False, db_default=False, help_text=_("told in a daily message")
    )

    # db_default: while a new version is rolled out, the old one still writes rows without these columns.

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(  # in the order in which a channel takes them
                "channel",
                F("expires_at").asc(nulls_last=True),
                F("urgent").desc(),
                "created_at",
                "id",
                condition=models.Q(state="pending"),
                name="notices_pending",
            ),
            models.Index(
                fields=["-created_at"],
                condition=~models.Q(channel="in_app"),
                name="notices_leaving",
            ),
            models.Index(
                fields=["province", "-created_at"],
                condition=~models.Q(channel="in_app"),
                name="notices_leaving_here",
            ),
            models.Index(fields=["recipient", "-created_at"], name="notices_inbox"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(recipient__isnull=False) | ~models.Q(phone=""),
                name="notices_notice_addressed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.state})"

    @property
    def text(self) -> str:
        """The sentence in the active language, from the wording in force where the person lives."""
        from notices.texts import render_text

        return render_text(self.kind, self.context, self.province_id)

    @property
    def shown(self) -> str:
        """The sentence as those who look after the delivery read it: what is the parties' own stays hidden."""
        from notices.texts import SHOWN_TO_OTHERS, placeholders, render_text

        hidden = {name: "…" for name in placeholders(self.kind) if name not in SHOWN_TO_OTHERS}
        return render_text(self.kind, self.context | hidden, self.province_id)

    @property
    def held(self) -> bool:
        """Whether it waits for its time: quiet hours, or the next attempt."""
        return self.state == self.State.PENDING and self.not_before > timezone.now()

    @property
    def to(self) -> str:
        """Where it goes, as far as others may see it: the end of a number, the house of an address."""
        if self.email:
            name, _at, house = self.email.partition("@")
            return f"{name[:2]}…@{house}"
        return f"…{str(self.phone)[-3:]}" if self.phone and self.channel != Channel.TELEGRAM else ""

    @property
    def why(self) -> str:
        """Why it is not there yet, in the reader's language where the platform said it."""
        return str(REASONS.get(self.last_error, self.last_error))

    def delivered(self, reference: str = "") -> None:
        """The channel took it. A secret in the context is forgotten at once."""
        self.context.pop("code", None)
        self._settle(
            context=self.context, state=self.State.SENT, sent_at=timezone.now(), last_error="",
            reference=reference[:60],
        )  # fmt: skip

    def _settle(self, **fields: Any) -> None:
        """Write how this attempt went, unless its lease was over and another worker's attempt counts."""
        mine = Notice.objects.filter(pk=self.pk, state=self.State.PENDING, attempts=self.attempts)
        if mine.update(**fields):
            for name, value in fields.items():
                setattr(self, name, value)

    def failed(self, reason: str, *, final: bool = False) -> None:
        """The channel did not take it: again after a while, or quarantine (`final`, or MAX_ATTEMPTS)."""
        reason = reason.replace("\0", "")[:300]
        if final or self.attempts >= MAX_ATTEMPTS:
            self.context.pop("code", None)
            self._settle(context=self.context, state=self.State.QUARANTINED, last_error=reason)
        else:
            later = timezone.now() + BACKOFF[max(0, self.attempts - 1)]
            self._settle(last_error=reason, not_before=later)

    def put_off(self, until: datetime, reason: str = "") -> None:
        """Not now, through no fault of its own: the attempt does not count."""
        self._settle(
            attempts=max(0, self.attempts - 1),
            not_before=until,
            last_error=reason.replace("\0", "")[:300],
        )
