"""Reading places: found by either name, listed in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from ovop.kernel.naming import name_ordering
from ovop.text import latin_digits, name_key

if TYPE_CHECKING:
    from places.models import Place  # noqa: F401


class PlaceQuerySet(models.QuerySet["Place"]):
    """Shared by provinces, districts, communes and villages. Places are public."""

    def named_like(self, text: str) -> PlaceQuerySet:
        """Places whose Khmer or English name, or code, contains `text`; none for no letters."""
        key = name_key(text)
        if not key:
            return self.none()
        code = latin_digits(text.strip())
        matches = models.Q(search_key__contains=key)
        if code.isdigit():
            matches |= models.Q(code__startswith=code)
        return self.filter(matches).order_by(models.functions.Length("search_key"), "pk")

    def alphabetical(self) -> PlaceQuerySet:
        """In the order of the reader's language."""
        return self.order_by(*name_ordering())
