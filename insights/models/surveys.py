"""How producers live, as they say themselves, once a year, if they agree to be asked."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from producers.models import Producer

MOST_INCOME = 100_000_000  # riel a month; more is a slip of the finger
MOST_JOBS = 5000


def this_year() -> int:
    """The year one is asked about today."""
    return timezone.localdate().year


class LivelihoodAnswer(models.Model):
    """One household's or group's answer for one year. Without consent nothing else is kept."""

    class Migration(models.TextChoices):
        NONE = "none", _("Nobody thinks of leaving")
        SOME = "some", _("Somebody thinks of leaving for work")
        LEFT = "left", _("Somebody has left for work")
        RETURNED = "returned", _("Somebody came back for this work")

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="livelihood")
    year = models.PositiveSmallIntegerField(_("year"), default=this_year)
    consent = models.BooleanField(_("I agree that this is counted, without our name"))
    income_before = models.PositiveIntegerField(
        _("income from these products a month, before OVOP (riel)"), null=True, blank=True,
        validators=[MaxValueValidator(MOST_INCOME)],
    )  # fmt: skip
    income_now = models.PositiveIntegerField(
        _("income from these products a month, now (riel)"), null=True, blank=True,
        validators=[MaxValueValidator(MOST_INCOME)],
    )  # fmt: skip
    jobs_before = models.PositiveSmallIntegerField(
        _("people who worked on it before"), null=True, blank=True, validators=[MaxValueValidator(MOST_JOBS)]
    )  # fmt: skip
    jobs_now = models.PositiveSmallIntegerField(
        _("people who work on it now"), null=True, blank=True, validators=[MaxValueValidator(MOST_JOBS)]
    )  # fmt: skip
    migration = models.CharField(
        _("leaving the village for work"), max_length=8, choices=Migration, blank=True
    )
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")  # fmt: skip
    answered_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("answer on livelihoods")
        verbose_name_plural = _("answers on livelihoods")
        constraints = [
            models.UniqueConstraint(fields=["producer", "year"], name="insights_answer_once_a_year"),
            models.CheckConstraint(
                condition=models.Q(consent=True)
                | models.Q(
                    income_before=None, income_now=None, jobs_before=None, jobs_now=None, migration=""
                ),
                name="insights_answer_with_consent",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.producer} {self.year}"
