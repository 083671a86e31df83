"""Certificates a producer or one product holds."""

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from producers.models.producers import Producer
from producers.models.products import Product

REMIND_BEFORE = timedelta(days=60)


class CertificateKind(models.TextChoices):
    """The certificates buyers ask for."""

    OVOP = "ovop", _("OVOP mark")
    GI = "gi", _("Geographical indication")
    ORGANIC = "organic", _("Organic")
    HACCP = "haccp", _("HACCP")
    ISO22000 = "iso22000", _("ISO 22000")
    HALAL = "halal", _("Halal")
    FDA = "fda", _("FDA / CamControl")
    FAIRTRADE = "fairtrade", _("Fairtrade")
    OTHER = "other", _("Other")


class CertificateQuerySet(models.QuerySet["Certificate"]):
    """Confirmed certificates are public: they are what a buyer asks for first."""

    def valid_on(self, day: date) -> "CertificateQuerySet":
        """Those in force on `day` whose paper the staff have seen."""
        return self.filter(
            models.Q(confirmed_at__isnull=False),
            models.Q(valid_from__isnull=True) | models.Q(valid_from__lte=day),
            models.Q(valid_until__isnull=True) | models.Q(valid_until__gte=day),
        )

    def covering(self, product: Product) -> "CertificateQuerySet":
        """The product's own and those of everything its producer makes."""
        return self.filter(models.Q(product=product) | models.Q(product=None)).filter(
            producer_id=product.producer_id
        )


class Certificate(models.Model):
    """One certificate. Without a product it covers everything the producer makes.

    What a producer declares counts, for buyers and for matching, once the staff have seen the paper.
    """

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="certificates")
    product = models.ForeignKey(
        Product, models.CASCADE, null=True, blank=True, related_name="certificates"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=CertificateKind)
    number = models.CharField(_("number"), max_length=60, blank=True)
    issuer = models.CharField(_("issued by"), max_length=120, blank=True)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    file = models.FileField(
        _("photo or PDF of the paper"), upload_to="certificates/%Y/%m", blank=True,
        help_text=_("Seen by you and the staff only. PDF, JPEG or PNG, at most 8 MB."),
    )  # fmt: skip
    confirmed_at = models.DateTimeField(default=timezone.now, null=True, editable=False)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, null=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="producers_certificate_dates",
                violation_error_message=_("The certificate ends before it begins."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}".strip()

    @property
    def in_force(self) -> bool:
        """Whether it is valid today."""
        today = timezone.localdate()
        return (self.valid_from or today) <= today <= (self.valid_until or today)

    @property
    def counts(self) -> bool:
        """Whether buyers see it: confirmed and in force."""
        return self.confirmed_at is not None and self.in_force

    @property
    def ends_soon(self) -> bool:
        """Whether it ends within REMIND_BEFORE and has not ended yet."""
        today = timezone.localdate()
        return self.valid_until is not None and (today <= self.valid_until <= today + REMIND_BEFORE)
