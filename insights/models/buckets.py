"""Counts made beforehand, so that a dashboard adds up a few thousand small rows instead of half a million large ones."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Bucket(models.Model):
    """The value of one measure in one month and province, for one value of its dimension ("" without one)."""

    measure = models.CharField(max_length=30)
    month = models.DateField(help_text=_("its first day"))
    province = models.ForeignKey("places.Province", models.CASCADE, related_name="+")
    dim = models.CharField(max_length=40, blank=True)
    value = models.DecimalField(max_digits=24, decimal_places=4)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "month", "province", "dim"], name="insights_bucket_once",
                include=["value"],
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.measure} {self.month:%Y-%m} {self.province_id} {self.dim}"


class Stale(models.Model):
    """Something changed that is counted in this month and province. Written by triggers, so bulk and raw SQL count.

    Only ever appended to: writers never wait for each other. `month` is empty where only stocks change.
    """

    source = models.CharField(max_length=12)
    province = models.CharField(max_length=2)
    month = models.DateField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("stale count")
        verbose_name_plural = _("stale counts")

    def __str__(self) -> str:
        return f"{self.source} {self.province} {self.month}"


class ClosedYear(models.Model):
    """A year that was reported: its figures stay as they were, whatever is corrected later."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        ordering = ["-year"]
        verbose_name = _("closed year")
        verbose_name_plural = _("closed years")

    def __str__(self) -> str:
        return str(self.year)
