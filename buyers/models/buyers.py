"""The buying side of an organisation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from buyers.querysets import BuyerQuerySet


class Buyer(models.Model):
    """The buying side of an organisation."""

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="buyer")
    about_km = models.TextField(_("about us in Khmer"), blank=True, max_length=2000)
    about_en = models.TextField(_("about us in English"), blank=True, max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BuyerQuerySet.as_manager()

    class Meta:
        verbose_name = _("buyer")
        verbose_name_plural = _("buyers")

    def __str__(self) -> str:
        return str(self.organisation)
