"""Names in two languages: either may be empty, never both."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import translation
from django.utils.dates import MONTHS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


def language_code() -> str:
    """The reader's language in two letters: the active one, Khmer where none is."""
    return (get_language() or "km")[:2]


def in_language(km: str, en: str, language: str | None = None) -> str:
    """The text in `language` (the active one by default), else the other one."""
    if (language or language_code()).startswith("km"):
        return km or en
    return en or km


class BilingualName(models.Model):
    """A model with `name_km` and `name_en`; a database constraint refuses both empty."""

    name_km = models.CharField(_("name in Khmer"), max_length=200, blank=True)
    name_en = models.CharField(_("name in English"), max_length=200, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(name_km="", name_en=""),
                name="%(app_label)s_%(class)s_named",
                violation_error_message=_("Write the name in Khmer or in English."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the reader's language."""
        return in_language(self.name_km, self.name_en)

    @property
    def names(self) -> list[str]:
        """[Khmer, English], as a notice's context holds a name."""
        return [self.name_km, self.name_en]

    @property
    def other_name(self) -> str:
        """The name in the other language, or empty when there is only one."""
        pair = {self.name_km, self.name_en} - {self.name}
        return next(iter(pair), "")

    def clean(self) -> None:
        super().clean()
        if not self.name_km.strip() and not self.name_en.strip():
            raise ValidationError({"name_km": _("Write the name in Khmer or in English.")})


def name_ordering(language: str | None = None) -> list[Any]:
    """Order a queryset of bilingual names the way the reader expects."""
    first = "name_km" if (language or language_code()).startswith("km") else "name_en"
    second = "name_en" if first == "name_km" else "name_km"
    return [models.functions.Coalesce(models.functions.NullIf(first, models.Value("")), second)]


def in_both_languages(make: Callable[[], str]) -> list[str]:
    """What `make` says in Khmer and in English, as a notice keeps it."""
    found = []
    for language in ("km", "en"):
        with translation.override(language):
            found.append(make())
    return found


def month_names() -> list[str]:
    """The twelve months in the active language, January first."""
    return [str(MONTHS[number]).capitalize() for number in range(1, 13)]
