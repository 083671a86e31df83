"""The outbox: a row for everything a person must be told, written with what caused it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from notices.querysets import NoticeQuerySet

MAX_ATTEMPTS = 3


class Notice(models.Model):
    """One message to one person over one channel.

    Rows are written in the transaction of their cause; Celery only wakes up the delivery. A notice
    that failed MAX_ATTEMPTS times is quarantined for staff to look at, never retried for ever.
    """

    class Channel(models.TextChoices):
        IN_APP = "in_app", _("In the app")
        CONSOLE = "console", _("Console (development)")

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        SENT = "sent", _("Sent")
        QUARANTINED = "quarantined", _("Failed")

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="notices"
    )
    phone = PhoneNumberField(blank=True, help_text=_("for people without an account"))
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.IN_APP)
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=2, default="km")
    context = models.JSONField(default=dict)
    link = models.CharField(max_length=2000, blank=True)
    dedupe_key = models.CharField(max_length=120, null=True, blank=True, unique=True)
    state = models.CharField(max_length=12, choices=State, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(state="pending"),
                name="notices_pending",
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
        """The sentence in the reader's language, made from its kind's template."""
        from notices.texts import render_text

        return render_text(self.kind, self.context)

    def delivered(self) -> None:
        """The channel took it. A secret in the context is forgotten at once."""
        self.context.pop("code", None)
        self.state, self.sent_at, self.last_error = self.State.SENT, timezone.now(), ""
        self.save(update_fields=["context", "state", "sent_at", "last_error"])

    def failed(self, reason: str) -> None:
        """The channel refused; try again later, or quarantine after MAX_ATTEMPTS."""
        self.last_error = reason[:300]
        if self.attempts >= MAX_ATTEMPTS:
            self.context.pop("code", None)
            self.state = self.State.QUARANTINED
        self.save(update_fields=["context", "state", "last_error"])
