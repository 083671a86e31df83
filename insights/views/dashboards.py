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
from django.utils.functional import cached_property
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from accounts.scope import role_of
from insights.boards import (
    Card,
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
from insights.reading import Year, history_read, year_read, years_counted
from insights.rows import ROWS
from insights.showing import shown
from ovop.kernel.digits import small_number
from ovop.kernel.parts import lazily
from ovop.kernel.visitors import kept_for_visitors, plain_query
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


def _rights(request: HttpRequest, year: int, province: Province | None) -> dict[str, bool]:
    role = role_of(request.user)
    own = province is not None and province.pk == getattr(request.user, "province_id", None)
    return {
        "may_target": role == "national" or (role == "staff" and own),
        "may_close": role == "national" and year < timezone.localdate().year,
        "reads_rows": role in ("staff", "national"),
    }


def _years(year: int) -> list[int]:
    return sorted({*years_counted(), year}, reverse=True)


def _common(request: HttpRequest, year: int, province: Province | None) -> dict[str, Any]:
    return {
        "year": year, "years": _years(year), "province": province, "all_provinces": Province.objects.all(),
        "closed": ClosedYear.objects.filter(year=year).first(),
    } | _rights(request, year, province)  # fmt: skip


class _Overview:
    """Every indicator as a reader sees it; worked out when the page asks for it."""

    def __init__(self, request: HttpRequest, year: int, province: Province | None) -> None:
        self.request, self.year, self.province = request, year, province
        self.code = province.code if province else ""

    @cached_property
    def _read(self) -> Year:
        return year_read(self.year)

    @cached_property
    def groups(self) -> list[tuple[Any, list[Card]]]:
        exact = reads_exactly(self.request.user, self.code)
        return cards(self._read, history_read(self.code), self.code, exact=exact)

    @cached_property
    def chosen(self) -> Indicator:
        return BY_CODE.get(self.request.GET.get("map", ""), BY_CODE["products"])

    @cached_property
    def _by_place(self) -> dict[str, Any]:
        return by_place(places(self._read, self.chosen, self.request.user))

    @property
    def places(self) -> Any:
        return self._by_place["places"]

    @property
    def tiles(self) -> Any:
        return self._by_place["tiles"]

    @cached_property
    def years(self) -> list[int]:
        return _years(self.year)

    @cached_property
    def closed(self) -> ClosedYear | None:
        return ClosedYear.objects.filter(year=self.year).select_related("closed_by").first()


@require_safe
@kept_for_visitors(PAGES, *ASKED)
def overview(request: HttpRequest) -> HttpResponse:
    """Every indicator of a year in the country or a province, and one of them on the map; `?map=` chooses which."""
    year, province = asked_year(request), asked_province(request)
    # Small groups show to the Committee, and to staff those of their own province: colleagues see the same.
    asked = plain_query(request, ASKED)
    key = asked and (*asked, role_of(request.user), getattr(request.user, "province_id", None))
    seen = lazily(_Overview(request, year, province))
    context = seen | _rights(request, year, province) | {
        "year": year, "province": province, "all_provinces": Province.objects.all(), "indicators": INDICATORS, "kept_key": key,
    }  # fmt: skip
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
