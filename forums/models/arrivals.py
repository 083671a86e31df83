"""Who came through which door, and who is called to a table."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.models.forums import Forum
from forums.models.halls import Slot
from forums.models.registrations import Registration


class CheckIn(models.Model):
    """One thing a door said: written once for each `key`, which the phone makes, and never changed.

    Whether somebody is there follows from all of it in the order of `at` (see `forums.arriving`), so it does not
    matter in which order the doors' phones reach the server.
    """

    class Kind(models.TextChoices):
        COME = "in", _("is there")
        UNDO = "undo", _("was a mistake")
        WALK_IN = "walk_in", _("came unregistered")

    class Result(models.TextChoices):
        COME = "in", _("is there")
        ALREADY = "already", _("was there already")
        UNDONE = "undone", _("taken back")
        WAITS = "waits", _("has no place")
        ELSEWHERE = "elsewhere", _("a badge of another forum")
        UNKNOWN = "unknown", _("no badge of ours")
        WRONG = "wrong", _("could not be read")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="check_ins")
    registration = models.ForeignKey(
        Registration, models.CASCADE, null=True, related_name="check_ins"
    )
    key = models.UUIDField(unique=True)
    kind = models.CharField(max_length=8, choices=Kind)
    result = models.CharField(max_length=10, choices=Result)
    read = models.CharField(max_length=200, blank=True, help_text=_("what was scanned"))
    door = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")

    def __str__(self) -> str:
        return f"{self.registration or self.read}: {self.get_result_display()}"


class Call(models.Model):
    """Somebody is wanted at a table: the hall's screen says so until the organisers stop it, or the slot is over."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="calls")
    registration = models.ForeignKey(Registration, models.CASCADE, related_name="calls")
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="+")
    table = models.PositiveSmallIntegerField()
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-called_at"]
        verbose_name = _("call")
        verbose_name_plural = _("calls")
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "slot", "table"], name="forums_call_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.registration} · {self.table}"
