"""The first figures: how much of OVOP is where. Every figure counts public rows only."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Sum

from forums.models import Outcome
from ovop.kernel.naming import in_language
from places.models import Province
from producers.models import Producer, Product


@dataclass(frozen=True)
class Baseline:
    """What the movement had registered by the end of a year."""

    year: int
    products: int
    provinces: int


# The National OVOP Committee's published counts.
BASELINES = (Baseline(2021, 120, 10), Baseline(2022, 600, 25))


@dataclass(frozen=True)
class ProvinceRow:
    """One province on the map and in the table."""

    code: str
    name: str
    row: int
    column: int
    products: int
    producers: int
    shade: int  # 0-4, by its share of the province with most


def province_rows() -> list[ProvinceRow]:
    """All 25 provinces with their registered products and the producers of those."""
    counts = {
        row["province"]: row
        for row in Product.objects.public()
        .values("province")
        .order_by()
        .annotate(products=Count("pk"), producers=Count("producer", distinct=True))
    }
    most = max((row["products"] for row in counts.values()), default=0)
    return [
        ProvinceRow(
            code=province.code,
            name=in_language(province.name_km, province.name_en),
            row=province.tile_row + 1,
            column=province.tile_column + 1,
            products=(
                products := counts[province.code]["products"] if province.code in counts else 0
            ),
            producers=counts[province.code]["producers"] if province.code in counts else 0,
            shade=0 if not products else max(1, round(4 * products / most)),
        )
        for province in Province.objects.all()
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
    # A meeting of a republished timetable may be recorded again: the latest word per request counts.
    latest = (
        Outcome.objects.filter(side="staff")
        .order_by("meeting__request_id", "-recorded_at")
        .distinct("meeting__request_id")
    )
    deals = Outcome.objects.filter(pk__in=latest.values("pk"), result=Outcome.Result.DEAL)
    summed = deals.aggregate(deals=Count("pk"), deal_value_usd=Sum("value_usd"))
    return products | {
        "women_led": women,
        "deals": summed["deals"],
        "deal_value_usd": round(summed["deal_value_usd"] or 0),
    }
