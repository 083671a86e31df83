"""What a dashboard shows: groups of cards, a map with its table, one indicator in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.scope import role_of
from insights.charts import bars, spark
from insights.indicators import BY_CODE, Indicator
from insights.published import published
from insights.reading import History, Year
from insights.showing import dim_label, dim_labels, shown
from insights.suppressing import hidden
from places.models import Province
from producers.tiles import Tile, province_tiles

GROUPS = (
    (_("Products and producers"), ("products", "provinces", "products_new", "starred", "export_ready", "producers", "producers_new", "women", "cooperatives")),
    (_("Forums and deals"), ("forums", "meetings", "deals", "deals_of_meetings", "value_usd", "value_khr", "local", "export_deals", "export_usd", "satisfaction", "pledges")),
    (_("Villages and people"), ("visitors", "trainings", "trained", "income", "jobs", "leaving", "answers")),
)  # fmt: skip


def reads_exactly(user: Any, province: str = "") -> bool:
    """Whether small groups of a province may be shown: to the Committee, and to the province's own staff."""
    role = role_of(user)
    return role == "national" or bool(role == "staff" and province and user.province_id == province)


@dataclass(frozen=True)
class Card:
    """One indicator on a dashboard. `percent` of the target is None without one."""

    indicator: Indicator
    value: str
    target: str
    percent: int | None
    before: str
    better: bool | None
    spark: str


def cards(
    year: Year, history: History, province: str, *, exact: bool
) -> list[tuple[Any, list[Card]]]:
    """The groups of a dashboard with their cards; `exact`: the reader may see small groups."""
    return [
        (name, [_card(BY_CODE[code], year, history, province, exact) for code in codes])
        for name, codes in GROUPS
    ]


def _card(indicator: Indicator, year: Year, history: History, province: str, exact: bool) -> Card:
    if not exact and is_secret(indicator, year, province):
        return Card(indicator, few(), "", None, "", None, "")
    value = year.value(indicator, province)
    target = year.targets.get((indicator.code, province))
    course = _seen(indicator, history, province, exact)
    before = course.get(year.year - 1)
    now, then = shown(indicator, value), shown(indicator, before) if before is not None else ""
    # What is written alike is neither better nor worse, whatever stands behind the last digit.
    better = (
        None if value is None or before is None or now == then else (value > before) == indicator.up
    )
    reached = round(100 * value / target) if target and value is not None else None
    past = [None if each is None else float(each) for each in list(course.values())[-8:]]
    return Card(
        indicator, now, shown(indicator, target) if target is not None else "", reached,
        then, better, spark(past),
    )  # fmt: skip


def _seen(
    indicator: Indicator, history: History, province: str, exact: bool
) -> dict[int, Decimal | None]:
    """The course as the reader may see it: years of a small group are left empty, and of a province all are, for
    they would follow from the other provinces'.
    """
    trend = history.trend(indicator)
    if exact or not indicator.personal:
        return trend
    if province:
        return {}
    return {
        year: None if is_small(indicator, history.values[year]) else value
        for year, value in trend.items()
    }


def few() -> str:
    """What stands in the place of a small group, and of one from which it would follow."""
    return str(_("not shown"))


def people(indicator: Indicator, values: dict[str, Decimal]) -> Decimal:
    """The size of the group an indicator tells about: its count, or what its share is of."""
    size = SIZES.get(indicator.code)
    return values.get(size, Decimal(0)) if size else indicator.work_out(values) or Decimal(0)


# What an indicator that is no count of people tells about.
SIZES = {
    "women": "producers", "cooperatives": "producers", "income": "incomes", "jobs": "jobs_told", "leaving": "migration",
    "value_usd": "deals", "value_khr": "deals", "local": "deals", "export_usd": "export_deals", "satisfaction": "feedback",
    "deals_of_meetings": "deals_met",
}  # fmt: skip


def is_small(indicator: Indicator, values: dict[str, Decimal]) -> bool:
    """Whether the value tells about so few people that it is not published."""
    return indicator.personal and bool(hidden({"": people(indicator, values)}))


def hidden_places(indicator: Indicator, year: Year) -> set[str]:
    """Codes of the provinces whose value is not published: small groups, and those from which they would follow."""
    if not indicator.personal:
        return set()
    return hidden({each.code: people(indicator, year.values(each.code)) for each in year.provinces})


def is_secret(indicator: Indicator, year: Year, province: str = "") -> bool:
    """Whether the value of the year, in a province or the country, is not published."""
    if province:
        return province in hidden_places(indicator, year)
    return is_small(indicator, year.values())


@dataclass(frozen=True)
class Place:
    """A province in the table of an indicator."""

    province: Province
    value: Decimal | None
    shown: str
    target: str
    hidden: bool


def places(year: Year, indicator: Indicator, user: Any) -> list[Place]:
    """All provinces with their values, small groups left out where the reader may not see them."""
    secret = {code for code in hidden_places(indicator, year) if not reads_exactly(user, code)}
    return [
        _place(year, indicator, province, province.code in secret) for province in year.provinces
    ]


def _place(year: Year, indicator: Indicator, province: Province, secret: bool) -> Place:
    value = None if secret else year.value(indicator, province.code)
    target = year.targets.get((indicator.code, province.code))
    return Place(
        province, value, few() if secret else shown(indicator, value),
        "" if target is None else shown(indicator, target), secret,
    )  # fmt: skip


def by_place(rows: list[Place]) -> dict[str, Any]:
    """The table of the provinces, the largest value first, and the map."""
    order = sorted(rows, key=lambda row: (-(row.value or 0), row.province.code))
    return {"places": order, "tiles": tiles(rows)}


def tiles(rows: list[Place]) -> list[Tile]:
    """The places as tiles of the map, shaded by their value."""
    counts = {row.province.code: max(1, round(row.value)) for row in rows if row.value}
    return province_tiles(counts, [row.province for row in rows])


@dataclass(frozen=True)
class Point:
    """One year of an indicator's course. `published`: not counted here. `hidden`: of too few people to be shown."""

    year: int
    value: Decimal | None
    published: bool = False
    hidden: bool = False


def drawn(line: list[Point], aims: Mapping[int, Decimal] | None = None) -> str:
    """The chart of a course, published years paler, with the targets of the years that have one; "" without a year."""
    if not line:
        return ""
    points = [(str(each.year), None if each.value is None else float(each.value)) for each in line]
    marks = [float(aims[each.year]) if aims and each.year in aims else None for each in line]
    return bars(points, marks, [str(each.year) for each in line if each.published])


def course(indicator: Indicator, province: str, history: History, *, exact: bool) -> list[Point]:
    """The indicator year by year, the earliest first.

    Where nothing was counted yet, or less than was published, the published figure stands. Who may not see small
    groups (`exact`) is shown no course of a province for what tells about people: it would follow from the others.
    """
    if province and indicator.personal and not exact:
        return []
    counted = {year: value for year, value in history.trend(indicator).items() if value}
    known = published(indicator.code, province)
    points = []
    for year in sorted({*counted, *known}):
        value = counted.get(year)
        if year in known and (value or 0) < known[year]:
            points.append(Point(year, known[year], published=True))
        elif not exact and is_small(indicator, history.values[year]):
            points.append(Point(year, None, hidden=True))
        else:
            points.append(Point(year, value))
    return points


def split(
    year: Year, indicator: Indicator, province: str, *, exact: bool
) -> list[tuple[str, str, Decimal]]:
    """(label, value as shown, value) by the indicator's dimension, the largest first."""
    if not indicator.dim:
        return []
    found = {dim: value for dim, value in year.split(indicator.dim, province).items() if value}
    sizes = year.split("export_deals", province) if indicator.dim == "export_usd" else found
    secret = hidden(sizes) if indicator.personal and not exact else set()
    labels = dim_labels(indicator)
    unit = indicator if indicator.unit in ("usd", "khr") else BY_CODE["products"]
    return [
        (dim_label(labels, indicator, dim), few() if dim in secret else shown(unit, value), Decimal(0) if dim in secret else value)
        for dim, value in sorted(found.items(), key=lambda item: -item[1])
    ]  # fmt: skip
