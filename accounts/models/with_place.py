"""A place that somebody answers for, as deep as it is given."""

from __future__ import annotations

from typing import Any


class WithPlace:
    """For models with province, district and commune, each of which may be empty."""

    province: Any
    district: Any
    commune: Any

    @property
    def place(self) -> Any:
        """The deepest place given; None for the whole country."""
        return self.commune or self.district or self.province

    @property
    def where(self) -> str:
        """Its name; a dash for the whole country."""
        return str(self.place.name) if self.place else "–"
