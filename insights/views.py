"""The public figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from insights.querysets import BASELINES, headline, province_rows


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The movement on one page: headline, map, table against the baselines."""
    rows = province_rows()
    context = {
        "provinces": rows,
        "ranked": sorted(rows, key=lambda row: (-row.products, row.code)),
        "headline": headline(),
        "baselines": BASELINES,
    }
    return render(request, "insights/overview.html", context)
