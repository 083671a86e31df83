"""What is aimed at."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

YEARS = (MinValueValidator(2016), MaxValueValidator(2100))


class Target(models.Model):
    """The value an indicator should reach in a year, in a province or in the whole country."""

    indicator = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField(_("year"), validators=YEARS)
    province = models.ForeignKey(
        "places.Province", models.CASCADE, null=True, blank=True, related_name="+"
    )
    value = models.DecimalField(
        _("target"), max_digits=20, decimal_places=2, validators=[MinValueValidator(0)]
    )
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    set_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "year", "province"], nulls_distinct=False,
                name="insights_target_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.indicator} {self.year} {self.province_id or ''}: {self.value}"
