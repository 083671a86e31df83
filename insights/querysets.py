"""The first figures: how much of OVOP is where. Every figure counts public rows only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from forums.models import Deal
from producers.models import Producer, Product
from producers.tiles import Tile, count_by_province, province_tiles


@dataclass(frozen=True)
class Baseline:
    """What the movement had registered by the end of a year."""

    year: int
    products: int
    provinces: int


# The National OVOP Committee's published counts.
BASELINES = (Baseline(2021, 120, 10), Baseline(2022, 600, 25))


@dataclass(frozen=True)
class ProvinceRow(Tile):
    """One province on the map and in the table."""

    producers: int


def province_rows() -> list[ProvinceRow]:
    """All 25 provinces with their registered products and the producers of those."""
    public = Product.objects.public()
    producers: dict[str, int] = dict(
        public.order_by()
        .values_list("province")
        .annotate(n=Count("producer", distinct=True))
        .values_list("province", "n")
    )
    return [
        ProvinceRow(**vars(tile), producers=producers.get(tile.code, 0))
        for tile in province_tiles(count_by_province(public))
    ]


def headline() -> dict[str, int]:
    """The movement in six numbers; three queries."""
    public = Product.objects.public()
    products = public.aggregate(
        products=Count("pk"),
        provinces=Count("province", distinct=True),
        producers=Count("producer", distinct=True),
    )
    women = Producer.objects.filter(products__in=public, women_led=True).distinct().count()
    summed = Deal.objects.standing().aggregate(deals=Count("pk"), deal_value_usd=Sum("value_usd"))
    return products | {
        "women_led": women,
        "deals": summed["deals"],
        "deal_value_usd": round(summed["deal_value_usd"] or 0),
    }
