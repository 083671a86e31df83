"""The values of indicators in a year and place, from the buckets."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from functools import cached_property

from django.db.models import Case, Count, Max, Min, Q, Sum, Value, When
from django.db.models.functions import ExtractYear
from django.utils import timezone

from insights.counting import PAGES
from insights.indicators import Indicator
from insights.measures import MEASURES
from insights.models import Bucket, Target
from ovop.kernel.visitors import kept_until_forgotten
from places.models import Province

STOCKS = [name for name, measure in MEASURES.items() if measure.stock]
# Measures that are added up over some values of their dimension: under which name, over which.
DERIVED = {"products_stars": ("starred", ("3", "4", "5")), "migration": ("leaving", ("some", "left"))}  # fmt: skip


Sums = tuple[str, str, str, Decimal]  # measure, province, value of the dimension, sum
Courses = dict[int, dict[str, Decimal]]  # year -> measure -> value
LONGEST = 600  # seconds that read sums are kept although nothing was counted meanwhile


def year_read(year: int) -> Year:
    """The year as it was last counted, without adding it up again."""
    rows = kept_until_forgotten(PAGES, f"year:{year}", lambda: of_year(year), LONGEST)
    return Year(year, rows)


def history_read(province: str = "") -> History:
    """All years as they were last counted, without adding them up again."""
    values = kept_until_forgotten(PAGES, f"all:{province}", lambda: of_all_years(province), LONGEST)
    return History(province, values)


def of_year(year: int) -> list[Sums]:
    """Every sum of the year. Two queries."""
    rows = Bucket.objects.filter(month__gte=date(year, 1, 1), month__lt=date(year + 1, 1, 1))
    last = rows.filter(measure="enrolled").aggregate(last=Max("month"))["last"]
    kept = Q(month=last, measure__in=STOCKS) | ~Q(measure__in=STOCKS)
    counted = rows.filter(kept).order_by().values_list("measure", "province", "dim")
    return list(counted.annotate(total=Sum("value")))


def of_all_years(province: str) -> Courses:
    """Every measure of every year, in a province or ("") in the whole country. Three queries."""
    values: dict[int, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
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
        values[year][measure] += value
        if measure in DERIVED and dim in DERIVED[measure][1]:
            values[year][DERIVED[measure][0]] += value
    covered = years.filter(measure="products", month__in=ends, value__gt=0).values("year")
    for row in covered.annotate(n=Count("province", distinct=True)):
        values[row["year"]]["provinces"] = Decimal(row["n"])
    return {year: dict(found) for year, found in values.items()}


class Year:
    """All measures of one year by province. Two queries, whatever is asked of it; provinces and targets one each.

    A stock is what there was at the end of the year's last month that was counted.
    """

    def __init__(self, year: int, rows: list[Sums] | None = None) -> None:
        """`rows`: what `of_year` found, where that is at hand."""
        self.year = year
        self._worked_out: dict[str, dict[str, Decimal]] = {}
        self._sums: dict[str, dict[str, dict[str, Decimal]]] = defaultdict(
            lambda: defaultdict(dict)
        )
        for measure, province, dim, value in of_year(year) if rows is None else rows:
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

    def __init__(self, province: str = "", values: Courses | None = None) -> None:
        """`values`: what `of_all_years` found, where that is at hand."""
        found = of_all_years(province) if values is None else values
        self.values = {year: defaultdict(Decimal, sums) for year, sums in found.items()}

    def trend(self, indicator: Indicator) -> dict[int, Decimal | None]:
        """Year -> value of the indicator, the earliest first."""
        return {year: indicator.work_out(values) for year, values in sorted(self.values.items())}


def years_counted() -> list[int]:
    """Every year from the first of which something was counted up to this one, the last first."""
    today = timezone.localdate()
    counted = Bucket.objects.filter(value__gt=0, month__lte=today)
    first = kept_until_forgotten(
        PAGES, "first", lambda: counted.aggregate(first=Min("month"))["first"] or today, LONGEST
    )
    return [*range(today.year, first.year - 1, -1)]
