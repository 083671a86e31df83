"""How a person wants to be told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User

HOURS = MaxValueValidator(23)


class Away(models.TextChoices):
    """Where somebody is told who is not looking at the site."""

    TELEGRAM = "telegram", "Telegram"
    SMS = "sms", _("Text message (SMS)")
    EMAIL = "email", _("E-mail")
    NOWHERE = "nowhere", _("Only on the site")


class Pace(models.TextChoices):
    """How much of it leaves the site, and when."""

    ALL = "all", _("Everything at once")
    DIGEST = "digest", _("What waits for me at once, the rest once a day")
    WAITING = "waiting", _("Only what waits for me")


class Preference(models.Model):
    """One person's choice. Nobody has to choose: without a row this default holds.

    Hours are those of Cambodia. The site shows everything at any time, whatever is chosen.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="notice_preference"
    )
    away = models.CharField(_("Tell me by"), max_length=10, choices=Away, default=Away.SMS)
    pace = models.CharField(_("How much"), max_length=10, choices=Pace, default=Pace.WAITING)
    digest_hour = models.PositiveSmallIntegerField(
        _("The daily message comes at"), default=18, validators=[HOURS]
    )
    quiet = models.BooleanField(_("Let me sleep"), default=True)
    quiet_from = models.PositiveSmallIntegerField(_("Quiet from"), default=21, validators=[HOURS])
    quiet_until = models.PositiveSmallIntegerField(_("Quiet until"), default=6, validators=[HOURS])
    email = models.EmailField(_("E-mail address"), blank=True)
    email_confirmed = models.BooleanField(default=False)
    digested_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("choice of notices")
        verbose_name_plural = _("choices of notices")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest_hour__lt=24, quiet_from__lt=24, quiet_until__lt=24),
                name="notices_preference_hours",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.away}, {self.pace}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """From when the daily message is chosen on it tells what is new; not what was before."""
        before, daily = self.digested_at, self.pace == Pace.DIGEST and self.away != Away.NOWHERE
        if not daily:
            self.digested_at = None
        elif self.digested_at is None:
            self.digested_at = timezone.now()
        fields = kwargs.get("update_fields")
        if fields is not None and self.digested_at != before:
            kwargs["update_fields"] = {*fields, "digested_at"}
        super().save(*args, **kwargs)

    @classmethod
    def of(cls, user: User) -> Preference:
        """What the person chose (a `select_related` one costs no query), or what holds for who never chose."""
        return getattr(user, "notice_preference", None) or cls(user=user)

    def quiet_until_after(self, moment: datetime) -> datetime | None:
        """When the quiet hours that `moment` lies in end; None when it lies in none.

        They may pass midnight (21 to 6). Equal hours mean none.
        """
        if not self.quiet or self.quiet_from == self.quiet_until:
            return None
        here = timezone.localtime(moment)
        since = (here.hour - self.quiet_from) % 24
        length = (self.quiet_until - self.quiet_from) % 24
        if since >= length:
            return None
        hour = here.replace(minute=0, second=0, microsecond=0)
        return hour + timedelta(hours=length - since)

    def digest_due(self, now: datetime) -> bool:
        """Whether the latest moment for the daily message has passed since the last one (or since it was chosen)."""
        here = timezone.localtime(now)
        latest = here.replace(hour=self.digest_hour, minute=0, second=0, microsecond=0)
        if latest > here:
            latest -= timedelta(days=1)
        return self.digested_at is not None and self.digested_at < latest
