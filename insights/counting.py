"""Keeping the buckets: what changed is counted again, the rest stays; and everything is counted anew on demand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django.db import connection, transaction
from django.db.models import Min
from django.utils import timezone

from forums.models import Forum
from insights.measures import MEASURES, SOURCES, Measure
from insights.models import Bucket, ClosedYear, Stale
from ovop.kernel.visitors import forget_pages
from places.models import Province
from producers.models import Producer, Product

LOCK = 0x0F16_0E5  # of PostgreSQL's advisory locks: one counts at a time
FIRST = date(2016, 1, 1)  # nothing is older than the policy
PAGES = "figures"  # the pages kept for visitors that show what is counted here
AHEAD = 10  # years: a pledge is due in years to come


def month_of(day: date) -> date:
    """The first day of its month."""
    return day.replace(day=1)


def next_month(month: date) -> date:
    """The first day of the month after."""
    return (month + timedelta(days=32)).replace(day=1)


@transaction.atomic
def refresh() -> int:
    """Count again what triggers noted as stale; return how many (source, month) were counted.

    Whatever is written while this runs leaves its own note and is counted next time. Closed years stay as they
    are; their notes wait until the year is opened again.
    """
    if not _locked():
        return 0
    if not Bucket.objects.exists():
        return recount_now()
    closed = set(ClosedYear.objects.values_list("year", flat=True))
    notes = Stale.objects.exclude(month__year__in=closed)
    keys, stale = [], defaultdict[tuple[str, date], set[str]](set)
    stocks = _without_this_month()
    for pk, source, province, month in notes.values_list("pk", "source", "province", "month"):
        keys.append(pk)
        if source == "products":
            stocks.add(province)
        if month is not None:
            stale[source, month].add(province)
    for province, day in _running():
        if day.year not in closed:
            stale["forums", month_of(day)].add(province)
    for (source, month), provinces in stale.items():
        _count_flows(source, month, next_month(month), provinces)
    if stocks:
        _count_stocks(month_of(timezone.localdate()), stocks)
    Stale.objects.filter(pk__in=keys).delete()
    if stale or stocks:
        forget_pages(PAGES)
    return len(stale) + bool(stocks)


@transaction.atomic
def recount() -> int:
    """Count everything anew but closed years and the stocks of months that are over; return how many buckets there are."""
    return recount_now() if _locked(wait=True) else 0


def recount_now() -> int:
    """As `recount`, for whoever holds the lock."""
    notes = list(
        Stale.objects.values_list("pk", flat=True)
    )  # what comes later is counted next time
    provinces = list(Province.objects.values_list("pk", flat=True))
    closed = set(ClosedYear.objects.values_list("year", flat=True))
    for first, last in _open_years(closed):
        for source in SOURCES:
            _count_flows(source, date(first, 1, 1), date(last + 1, 1, 1), provinces)
    this = month_of(timezone.localdate())
    counted = set(Bucket.objects.filter(measure="enrolled").values_list("month", flat=True))
    if not counted:  # the stocks of the past, as well as registrations tell
        month = _first_month()
        while month < this:
            _count_stocks(month, provinces)
            month = next_month(month)
    _count_stocks(this, provinces)
    Stale.objects.filter(pk__in=notes).exclude(month__year__in=closed).delete()
    forget_pages(PAGES)
    return Bucket.objects.count()


def _open_years(closed: set[int]) -> Iterable[tuple[int, int]]:
    """Runs of years that are not closed: the first and the last of each."""
    years = [*range(FIRST.year, timezone.localdate().year + AHEAD)]
    runs = groupby(years, key=lambda year: year in closed)
    for shut, run in runs:
        found = list(run)
        if not shut:
            yield found[0], found[-1]


def _first_month() -> date:
    """The month in which the first producer was enrolled or the first product registered; this one if none was."""
    made = Producer.objects.aggregate(first=Min("created_at"))["first"]
    registered = Product.objects.aggregate(first=Min("registered_at"))["first"]
    first = min((day for day in (made, registered) if day), default=timezone.now())
    return max(FIRST, month_of(timezone.localtime(first).date()))


def _locked(*, wait: bool = False) -> bool:
    """Whether this transaction is the one that counts."""
    with connection.cursor() as cursor:
        if wait:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            return True
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _without_this_month() -> set[str]:
    """Provinces whose stock was not counted in this month yet: a new month has begun."""
    counted = Bucket.objects.filter(month=month_of(timezone.localdate()), measure="enrolled")
    return set(Province.objects.values_list("pk", flat=True)) - set(
        counted.values_list("province", flat=True)
    )


def _running() -> Iterable[tuple[str, date]]:
    """Meetings of a forum that runs are held one after the other without anything being written."""
    return Forum.objects.filter(state=Forum.State.RUNNING).values_list("province", "day")


def _count_flows(source: str, start: date, end: date, provinces: Iterable[str]) -> None:
    given = _given(start, end, provinces)
    for measure in MEASURES.values():
        if measure.source == source and not measure.stock:
            rows = f"SELECT %(name)s, q.* FROM ({measure.sql}) AS q"  # noqa: S608 - our own SQL
            _replace(measure, rows, given)


def _count_stocks(month: date, provinces: Iterable[str]) -> None:
    """What there is at the end of `month`, or now if it is this one. A province without any gets a zero."""
    given = _given(month, next_month(month), provinces)
    for measure in MEASURES.values():
        if measure.stock:
            rows = f"""
                SELECT %(name)s, %(start)s::date, coalesce(q.province, a.code), coalesce(q.dim, ''), coalesce(q.value, 0)
                FROM unnest(%(provinces)s) AS a(code)
                LEFT JOIN ({measure.sql}) AS q(province, dim, value) ON q.province = a.code"""  # noqa: S608 - our own SQL
            _replace(measure, rows, given)


def _given(start: date, end: date, provinces: Iterable[str]) -> dict[str, Any]:
    # Compared with dates and with local times alike.
    return {
        "start": datetime.combine(start, time()), "end": datetime.combine(end, time()),
        "provinces": sorted(provinces),
    }  # fmt: skip


def _replace(measure: Measure, rows: str, given: dict[str, Any]) -> None:
    given = given | {"name": measure.name}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM insights_bucket
            WHERE measure = %(name)s AND month >= %(start)s AND month < %(end)s AND province_id = ANY(%(provinces)s)
            """,
            given,
        )
        cursor.execute(
            f"INSERT INTO insights_bucket (measure, month, province_id, dim, value) {rows}",
            given,
        )
