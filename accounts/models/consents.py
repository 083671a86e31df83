"""What a person agreed to, and when."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

TERMS_VERSION = "2026-11"  # of the text at /privacy/; a new one is asked for anew


class Consent(models.Model):
    """One agreement to one version of one text."""

    class Kind(models.TextChoices):
        TERMS = "terms", _("Terms of use and privacy")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents")
    kind = models.CharField(max_length=10, choices=Kind)
    version = models.CharField(max_length=20)
    given_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "version"], name="accounts_consent_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"
