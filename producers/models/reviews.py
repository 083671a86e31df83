"""What was handed in, what reviewers decided, and how registration numbers are drawn."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from producers.models.products import Product


class Submission(models.Model):
    """The product as it stood when it was handed in, so that the next one can be compared."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="submissions")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    snapshot = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")

    def __str__(self) -> str:
        return f"{self.product} {self.created_at:%Y-%m-%d}"


class ProductReview(models.Model):
    """One decision of one officer about one product; never changed afterwards.

    `checked` holds the codes of the checklist's points that the reviewer confirmed.
    """

    class Decision(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        CHANGES_REQUESTED = "changes_requested", _("Changes asked")
        SUSPENDED = "suspended", _("Suspended")
        RENEWED = "renewed", _("Renewed")

    product = models.ForeignKey(Product, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=20, choices=Decision)
    note = models.TextField(blank=True, max_length=1000)
    checked = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.product}: {self.get_decision_display()}"


class ReviewRemark(models.Model):
    """What must change in one field, and why."""

    review = models.ForeignKey(ProductReview, models.CASCADE, related_name="remarks")
    field = models.CharField(max_length=30)
    reason = models.CharField(max_length=500)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["review", "field"], name="producers_remark_once")
        ]
        verbose_name = _("remark")
        verbose_name_plural = _("remarks")

    def __str__(self) -> str:
        return f"{self.field}: {self.reason}"


class RegistrationCounter(models.Model):
    """The last registration number drawn in a province and year."""

    province = models.ForeignKey("places.Province", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["province", "year"], name="producers_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.province_id}-{self.year}: {self.last}"

    @classmethod
    @transaction.atomic
    def next_number(cls, province_code: str, year: int) -> str:
        """Draw the next number; the row lock makes parallel reviewers queue, so none repeats."""
        counter, _created = cls.objects.get_or_create(province_id=province_code, year=year)
        cls.objects.filter(pk=counter.pk).update(last=F("last") + 1)
        counter.refresh_from_db(fields=["last"])
        return f"KH-OVOP-{province_code}-{year}-{counter.last:04d}"
