"""The figures: a dashboard for everybody, one indicator in full, the rows behind it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.scope import role_of
from insights.boards import (
    by_place,
    cards,
    course,
    drawn,
    few,
    is_secret,
    places,
    reads_exactly,
    split,
)
from insights.counting import PAGES
from insights.indicators import BY_CODE, INDICATORS, Indicator
from insights.models import ClosedYear, Target
from insights.reading import history_read, year_read, years_counted
from insights.rows import ROWS
from insights.showing import shown
from ovop.kernel.digits import small_number
from ovop.kernel.visitors import kept_for_visitors
from places.models import Province

A_PAGE = 50
ASKED = ("year", "province", "map")  # what the addresses of the dashboards hold


def asked_year(request: HttpRequest) -> int:
    """`?year=`, or this year."""
    this = timezone.localdate().year
    year = small_number(request.GET.get("year")) or this
    return year if 2016 <= year <= this + 1 else this


def asked_province(request: HttpRequest) -> Province | None:
    """`?province=`; staff begin with their own, and `?province=all` is the whole country."""
    code = request.GET.get("province")
    if code is None and role_of(request.user) == "staff":
        code = getattr(request.user, "province_id", "")
    if not code or code == "all":
        return None
    return get_object_or_404(Province, pk=code if code.isascii() and code.isdecimal() else "")


def _common(request: HttpRequest, year: int, province: Province | None) -> dict[str, Any]:
    role = role_of(request.user)
    return {
        "year": year, "years": sorted({*years_counted(), year}, reverse=True), "province": province,
        "all_provinces": Province.objects.all(), "closed": ClosedYear.objects.filter(year=year).first(),
        "may_target": role == "national" or (role == "staff" and province is not None and province.pk == request.user.province_id),  # type: ignore[union-attr]
        "may_close": role == "national" and year < timezone.localdate().year,
        "reads_rows": role in ("staff", "national"),
    }  # fmt: skip


@require_safe
@kept_for_visitors(PAGES, *ASKED)
def overview(request: HttpRequest) -> HttpResponse:
    """Every indicator of a year in the country or a province, and one of them on the map; `?map=` chooses which."""
    year, province = asked_year(request), asked_province(request)
    code = province.code if province else ""
    read, history = year_read(year), history_read(code)
    chosen = BY_CODE.get(request.GET.get("map", ""), BY_CODE["products"])
    context = _common(request, year, province) | {
        "groups": cards(read, history, code, exact=reads_exactly(request.user, code)), "chosen": chosen,
        "indicators": INDICATORS,
    } | by_place(places(read, chosen, request.user))  # fmt: skip
    return render(request, "insights/overview.html", context)


def _indicator(code: str) -> Indicator:
    if code not in BY_CODE:
        raise Http404
    return BY_CODE[code]


@require_safe
@kept_for_visitors(PAGES, *ASKED)
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """One indicator: what it means, its course against the targets, its parts, the provinces."""
    found, year, province = _indicator(code), asked_year(request), asked_province(request)
    place = province.code if province else ""
    read, history = year_read(year), history_read(place)
    exact = reads_exactly(request.user, place)
    secret = not exact and is_secret(found, read, place)
    targets = Target.objects.filter(indicator=code, province=place or None)
    aims = dict(targets.values_list("year", "value"))
    line = course(found, place, history, exact=exact)
    years = [
        (point.year, few() if point.hidden else shown(found, point.value), _aim(found, aims, point.year), point.published)
        for point in line
    ]  # fmt: skip
    context = _common(request, year, province) | {
        "indicator": found, "value": few() if secret else shown(found, read.value(found, place)), "course": years,
        "chart": drawn(line, aims), "split": split(read, found, place, exact=exact),
        "target": _aim(found, aims, year), "has_rows": found.rows in ROWS,
    } | by_place(places(read, found, request.user))  # fmt: skip
    return render(request, "insights/indicator.html", context)


def _aim(found: Indicator, aims: dict[int, Decimal], year: int) -> str:
    return shown(found, aims[year]) if year in aims else ""


@login_required
@require_safe
def rows(request: SignedInRequest, code: str) -> HttpResponse:
    """What was counted, line by line: the Committee everywhere, staff in their own province."""
    found, year, province = _indicator(code), asked_year(request), asked_province(request)
    if found.rows not in ROWS:
        raise Http404
    if not reads_exactly(request.user, province.code if province else ""):
        raise PermissionDenied
    kind = ROWS[found.rows]
    listed = kind.find(year, province.code if province else "")
    page = Paginator(listed, A_PAGE).get_page(request.GET.get("page"))
    context = _common(request, year, province) | {
        "indicator": found, "columns": kind.columns, "page_obj": page,
        "lines": [
            (kind.link(row), list(zip(kind.columns, kind.cells(row), strict=True))) for row in page
        ],
    }  # fmt: skip
    return render(request, "insights/rows.html", context)
