"""What a foreign market asks for, as data that the Committee keeps up to date."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from ovop.kernel.naming import in_language
from producers.models.categories import Category
from producers.models.certificates import CertificateKind


class Market(models.TextChoices):
    """Where Cambodian village products are sent most, and the markets people ask about."""

    CHINA = "cn", _("China")
    VIETNAM = "vn", _("Vietnam")
    THAILAND = "th", _("Thailand")
    SINGAPORE = "sg", _("Singapore")
    JAPAN = "jp", _("Japan")
    KOREA = "kr", _("South Korea")
    GULF = "gcc", _("Gulf states")
    EU = "eu", _("European Union")
    USA = "us", _("United States")
    AUSTRALIA = "au", _("Australia")


class MarketRule(models.Model):
    """For one market and field of products: certificates of which one is needed, and a note."""

    market = models.CharField(_("market"), max_length=3, choices=Market)
    category = models.ForeignKey(
        Category, models.CASCADE, related_name="+", limit_choices_to={"parent": None}
    )
    certificates = ArrayField(
        models.CharField(max_length=12, choices=CertificateKind), default=list, blank=True,
        verbose_name=_("one of these certificates"),
    )  # fmt: skip
    note_km = models.TextField(_("note in Khmer"), blank=True, max_length=600)
    note_en = models.TextField(_("note in English"), blank=True, max_length=600)

    class Meta:
        ordering = ["market", "category"]
        constraints = [
            models.UniqueConstraint(fields=["market", "category"], name="producers_marketrule_once")
        ]
        verbose_name = _("rule of a market")
        verbose_name_plural = _("rules of markets")

    def __str__(self) -> str:
        return f"{self.get_market_display()}: {self.category}"

    @property
    def note(self) -> str:
        """The note in the reader's language."""
        return in_language(self.note_km, self.note_en)
