"""What a dashboard shows: groups of cards, a map with its table, one indicator in full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.scope import role_of
from insights.charts import spark
from insights.indicators import BY_CODE, Indicator
from insights.models import Target
from insights.published import published
from insights.reading import History, Year
from insights.showing import dim_label, dim_labels, shown
from insights.suppressing import hidden
from places.geography import PROVINCES
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
    """The groups of a dashboard with their cards."""
    values, targets = year.values(province), _targets(year.year, province)
    secret = set() if exact else _secret(year, province)
    return [
        (name, [_card(BY_CODE[code], year, values, history, targets.get(code), exact, code in secret, not province) for code in codes])
        for name, codes in GROUPS
    ]  # fmt: skip


def _secret(year: Year, province: str) -> set[str]:
    """Codes of the indicators whose value is not published: as in the table of all provinces."""
    found = set()
    for indicator in (each for each in BY_CODE.values() if each.personal):
        if province:
            sizes = {code: people(indicator, year.values(code)) for code in PROVINCES}
            small = province in hidden(sizes)
        else:
            small = is_small(indicator, year.values())
        if small:
            found.add(indicator.code)
    return found


def _targets(year: int, province: str) -> dict[str, Decimal]:
    rows = Target.objects.filter(Q(province=province) if province else Q(province=None), year=year)
    return dict(rows.values_list("indicator", "value"))


def _card(
    indicator: Indicator, year: Year, values: dict[str, Decimal], history: History, target: Decimal | None, exact: bool, secret: bool,
    country: bool,
) -> Card:  # fmt: skip
    value = indicator.work_out(values)
    if secret:
        return Card(indicator, few(), "", None, "", None, "")
    course = history.trend(indicator)
    if indicator.personal and not exact:
        # A year of a small group is left out; of a province all are, for they would follow from the others'.
        course = (
            {
                each: None if whole is None or is_small(indicator, history.values[each]) else whole
                for each, whole in course.items()
            }
            if country
            else {}
        )
    before = course.get(year.year - 1)
    better = None if value is None or before in (None, value) else (value > before) == indicator.up
    reached = round(100 * value / target) if target and value is not None else None
    past = [float(each) if each is not None else None for each in list(course.values())[-8:]]
    return Card(
        indicator, shown(indicator, value), shown(indicator, target) if target is not None else "", reached,
        shown(indicator, before) if before is not None else "", better, spark(past),
    )  # fmt: skip


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
    provinces = list(Province.objects.all())
    found = year.by_province(indicator, [province.code for province in provinces])
    secret = hidden({p.code: people(indicator, year.values(p.code)) for p in provinces}) if indicator.personal else set()  # fmt: skip
    secret = {code for code in secret if not reads_exactly(user, code)}
    targets = dict(
        Target.objects.filter(indicator=indicator.code, year=year.year, province__isnull=False).values_list("province", "value")
    )  # fmt: skip
    return [
        Place(
            province, None if province.code in secret else found[province.code],
            few() if province.code in secret else shown(indicator, found[province.code]),
            shown(indicator, targets.get(province.code)) if province.code in targets else "", province.code in secret,
        )
        for province in provinces
    ]  # fmt: skip


def tiles(rows: Iterable[Place]) -> list[Tile]:
    """The places as tiles of the map, shaded by their value."""
    rows = list(rows)
    counts = {row.province.code: max(1, round(row.value)) for row in rows if row.value}
    return province_tiles(counts, [row.province for row in rows])


@dataclass(frozen=True)
class Point:
    """One year of an indicator's course. `published`: not counted here. `hidden`: of too few people to be shown."""

    year: int
    value: Decimal | None
    published: bool = False
    hidden: bool = False


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
