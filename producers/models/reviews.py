"""What reviewers decided, and how registration numbers are drawn."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from producers.models.products import Product


class ProductReview(models.Model):
    """One decision of one officer about one product; never changed afterwards."""

    class Decision(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        CHANGES_REQUESTED = "changes_requested", _("Changes asked")
        SUSPENDED = "suspended", _("Suspended")

    product = models.ForeignKey(Product, models.CASCADE, related_name="reviews")
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decision = models.CharField(max_length=20, choices=Decision)
    note = models.TextField(blank=True, max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("review")
        verbose_name_plural = _("reviews")

    def __str__(self) -> str:
        return f"{self.product}: {self.get_decision_display()}"


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
