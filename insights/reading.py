"""The values of indicators in a year and place, from the buckets."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Case, Count, Max, Min, Q, Sum, Value, When
from django.db.models.functions import ExtractYear
from django.utils import timezone

from insights.indicators import Indicator
from insights.measures import MEASURES
from insights.models import Bucket, Target
from places.models import Province

STOCKS = [name for name, measure in MEASURES.items() if measure.stock]
# Measures that are added up over some values of their dimension: under which name, over which.
DERIVED = {"products_stars": ("starred", ("3", "4", "5")), "migration": ("leaving", ("some", "left"))}  # fmt: skip


class Year:
    """All measures of one year by province. Two queries, whatever is asked of it; provinces and targets one each.

    A stock is what there was at the end of the year's last month that was counted.
    """

    def __init__(self, year: int) -> None:
        self.year = year
        self._worked_out: dict[str, dict[str, Decimal]] = {}
        self._sums: dict[str, dict[str, dict[str, Decimal]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        rows = Bucket.objects.filter(month__gte=date(year, 1, 1), month__lt=date(year + 1, 1, 1))
        last = rows.filter(measure="enrolled").aggregate(last=Max("month"))["last"]
        kept = Q(month=last, measure__in=STOCKS) | ~Q(measure__in=STOCKS)
        counted = rows.filter(kept).order_by().values_list("measure", "province", "dim")
        for measure, province, dim, value in counted.annotate(total=Sum("value")):
            self._sums[measure][province][dim] = value

    @cached_property
    def provinces(self) -> list[Province]:
        """All provinces, in their order."""
        return list(Province.objects.all())

    @cached_property
    def targets(self) -> dict[tuple[str, str], Decimal]:
        """(indicator, province code or "" for the country) -> its target in this year."""
        rows = Target.objects.filter(year=self.year).values_list("indicator", "province", "value")
        return {(indicator, province or ""): value for indicator, province, value in rows}

    def values(self, province: str = "") -> dict[str, Decimal]:
        """Measure -> value, in a province or ("") in the whole country; with what is derived from dimensions."""
        if province in self._worked_out:
            return self._worked_out[province]
        found = self._worked_out[province] = {}
        for measure, places in self._sums.items():
            chosen = [places.get(province, {})] if province else places.values()
            found[measure] = sum((value for dims in chosen for value in dims.values()), Decimal(0))
        for measure, (name, dims) in DERIVED.items():
            split = self.split(measure, province)
            found[name] = sum((split.get(dim, Decimal(0)) for dim in dims), Decimal(0))
        places = self._sums.get("products", {})
        covered = [code for code, parts in places.items() if sum(parts.values()) > 0]
        found["provinces"] = Decimal(sum(1 for code in covered if province in ("", code)))
        return found

    def split(self, measure: str, province: str = "") -> dict[str, Decimal]:
        """Value of `measure` by its dimension."""
        found: dict[str, Decimal] = defaultdict(Decimal)
        for code, dims in self._sums.get(measure, {}).items():
            if province in ("", code):
                for dim, value in dims.items():
                    found[dim] += value
        return dict(found)

    def value(self, indicator: Indicator, province: str = "") -> Decimal | None:
        """Value of the indicator in a province or in the whole country."""
        return indicator.work_out(self.values(province))


class History:
    """All measures of all years, in a province or ("") in the whole country. Three queries."""

    def __init__(self, province: str = "") -> None:
        self.values: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
        rows = Bucket.objects.filter(month__year__lte=timezone.localdate().year).order_by()
        years = rows.annotate(year=ExtractYear("month"))
        counted = years.filter(measure="enrolled").values("year").annotate(last=Max("month"))
        ends = [row["last"] for row in counted]
        if province:
            years = years.filter(province=province)
        split = Case(When(measure__in=DERIVED, then="dim"), default=Value(""))
        kept = Q(month__in=ends, measure__in=STOCKS) | ~Q(measure__in=STOCKS)
        sums = years.filter(kept).annotate(split=split).values_list("year", "measure", "split")
        for year, measure, dim, value in sums.annotate(total=Sum("value")):
            self.values[year][measure] += value
            if measure in DERIVED and dim in DERIVED[measure][1]:
                self.values[year][DERIVED[measure][0]] += value
        covered = years.filter(measure="products", month__in=ends, value__gt=0).values("year")
        for row in covered.annotate(n=Count("province", distinct=True)):
            self.values[row["year"]]["provinces"] = Decimal(row["n"])

    def trend(self, indicator: Indicator) -> dict[int, Decimal | None]:
        """Year -> value of the indicator, the earliest first."""
        return {year: indicator.work_out(values) for year, values in sorted(self.values.items())}


def years_counted() -> list[int]:
    """Every year from the first of which something was counted up to this one, the last first."""
    today = timezone.localdate()
    first = Bucket.objects.filter(value__gt=0, month__lte=today).aggregate(first=Min("month"))["first"]  # fmt: skip
    return [*range(today.year, (first or today).year - 1, -1)]
