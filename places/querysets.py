"""Reading places: found by either name, listed in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.postgres.search import TrigramWordSimilarity
from django.db import models

from ovop.kernel.naming import name_ordering
from ovop.text import latin_digits, name_key

if TYPE_CHECKING:
    from places.models import Place  # noqa: F401


ALIKE = 0.4  # "siemreap" and "siemreab" are 0.78 alike, "chongkneas" and "chongkhnies" about 0.5


class PlaceQuerySet(models.QuerySet["Place"]):
    """Shared by provinces, districts, communes and villages. Places are public."""

    def named_like(self, text: str) -> PlaceQuerySet:
        """Places whose Khmer or English name, or code, contains `text`; none for no letters.

        When there are none, those spelt almost like it: the gazetteer's Siem Reab is everybody
        else's Siem Reap. Two queries at most.
        """
        key = name_key(text)
        if not key:
            return self.none()
        code = latin_digits(text.strip())
        matches = models.Q(search_key__contains=key)
        if code.isdigit():
            matches |= models.Q(code__startswith=code)
        found = self.filter(matches)
        if found.exists():
            return found.order_by(models.functions.Length("search_key"), "pk")
        return (
            self.annotate(alike=TrigramWordSimilarity(key, "search_key"))
            .filter(alike__gte=ALIKE)
            .order_by("-alike", "pk")
        )

    def alphabetical(self) -> PlaceQuerySet:
        """In the order of the reader's language."""
        return self.order_by(*name_ordering())
