"""The four levels of Cambodia's administration, keyed by their official codes."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from ovop.kernel.naming import BilingualName
from ovop.text import name_key
from places.querysets import PlaceQuerySet


class Place(BilingualName):
    """What every level has: a code, two names and the key by which a name is found."""

    search_key = models.CharField(max_length=420, editable=False, db_index=True)

    objects = PlaceQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_key = place_search_key(self.name_km, self.name_en)
        super().save(*args, **kwargs)


def place_search_key(name_km: str, name_en: str) -> str:
    """Both names without spaces and case, so one `contains` finds either language."""
    return f"{name_key(name_km)}|{name_key(name_en)}"


class Province(Place):
    """One of the 25 provinces (Phnom Penh among them)."""

    class Region(models.TextChoices):
        TONLE_SAP_WEST = "tonle_sap_west", _("Western Tonle Sap")
        TONLE_SAP_EAST = "tonle_sap_east", _("Eastern Tonle Sap")
        PLAINS = "plains", _("Plains")
        COAST = "coast", _("Coast")
        HIGHLANDS = "highlands", _("Highlands and plateau")

    code = models.CharField(max_length=2, primary_key=True)
    region = models.CharField(max_length=20, choices=Region)
    latitude = models.FloatField(help_text=_("of the province's main town, degrees"))
    longitude = models.FloatField(help_text=_("of the province's main town, degrees"))
    tile_row = models.PositiveSmallIntegerField(help_text=_("place on the tile map"))
    tile_column = models.PositiveSmallIntegerField(help_text=_("place on the tile map"))

    class Meta(Place.Meta):
        ordering = ["code"]
        verbose_name = _("province")
        verbose_name_plural = _("provinces")


class District(Place):
    """A district (ស្រុក), city (ក្រុង) or khan of a province."""

    code = models.CharField(max_length=4, primary_key=True)
    province = models.ForeignKey(Province, models.PROTECT, related_name="districts")

    class Meta(Place.Meta):
        ordering = ["code"]
        verbose_name = _("district")
        verbose_name_plural = _("districts")


class Commune(Place):
    """A commune (ឃុំ) or sangkat of a district."""

    code = models.CharField(max_length=6, primary_key=True)
    district = models.ForeignKey(District, models.PROTECT, related_name="communes")
    province = models.ForeignKey(Province, models.PROTECT, related_name="communes")
    provisional = models.BooleanField(
        default=False,
        help_text=_("villages name this commune, but the source's commune list does not have it"),
    )

    class Meta(Place.Meta):
        ordering = ["code"]
        verbose_name = _("commune")
        verbose_name_plural = _("communes")


class Village(Place):
    """A village (ភូមិ).

    `code` is official but not unique: the 2025 list gives 26 codes to 80 villages. `key` is our
    own and unique: the code where that is unambiguous, else commune code and English name.
    """

    key = models.CharField(max_length=80, primary_key=True)
    code = models.CharField(max_length=8, db_index=True)
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="villages")
    district = models.ForeignKey(District, models.PROTECT, related_name="villages")
    province = models.ForeignKey(Province, models.PROTECT, related_name="villages")

    class Meta(Place.Meta):
        ordering = ["code", "key"]
        verbose_name = _("village")
        verbose_name_plural = _("villages")
