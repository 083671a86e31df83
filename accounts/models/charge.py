"""A place that somebody answers for, as deep as it is given."""

from __future__ import annotations

from typing import Any


class WithPlace:
    """For models with province, district and commune, each of which may be empty."""

    province: Any
    district: Any
    commune: Any

    @property
    def where(self) -> str:
        """The name of the deepest place; a dash for the whole country."""
        place = self.commune or self.district or self.province
        return str(place.name) if place else "–"
