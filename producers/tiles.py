"""The tile map of the provinces, with how many products each has of what is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from places.models import Province
from producers.models import Product


@dataclass(frozen=True)
class Tile:
    """One province: its place on the map, its number, and a shade 0-4 by the largest number."""

    code: str
    name: str
    row: int
    column: int
    products: int
    shade: int


def count_by_province(products: QuerySet[Product]) -> dict[str, int]:
    """Province code -> how many of `products`, which no join doubles. One query."""
    counted = products.order_by().values_list("province").annotate(n=Count("pk"))
    return dict(counted.values_list("province", "n"))


def province_tiles(
    counts: Mapping[str, int], provinces: Iterable[Province] | None = None
) -> list[Tile]:
    """All 25 provinces with the number of products in each; one query without `provinces`."""
    most = max(counts.values(), default=0)
    return [
        Tile(
            code=province.code, name=province.name, row=province.tile_row + 1,
            column=province.tile_column + 1, products=counts.get(province.code, 0),
            shade=max(1, round(4 * counts[province.code] / most)) if province.code in counts else 0,
        )
        for province in provinces or Province.objects.all()
    ]  # fmt: skip
