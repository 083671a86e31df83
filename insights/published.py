"""What the National OVOP Committee published for years that were not counted here."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Published:
    """One figure; `province` is a code, "" for the whole country."""

    indicator: str
    year: int
    province: str
    value: Decimal


PUBLISHED = (
    Published("products", 2021, "", Decimal(120)),
    Published("provinces", 2021, "", Decimal(10)),
    Published("products", 2022, "", Decimal(600)),
    Published("provinces", 2022, "", Decimal(25)),
    Published("products", 2022, "17", Decimal(42)),
)


def published(indicator: str, province: str = "") -> dict[int, Decimal]:
    """Year -> value of what was published for an indicator."""
    return {
        each.year: each.value for each in PUBLISHED
        if each.indicator == indicator and each.province == province
    }  # fmt: skip
