"""The figures to take along: workbook, CSV, report."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from forums.views.papers import pdf_answer
from insights.exporting import as_csv, as_xlsx
from insights.reading import Year
from insights.reporting import report
from insights.views.dashboards import asked_province, asked_year
from ovop.kernel.paper import in_readers_digits

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = {"csv": (as_csv, "text/csv; charset=utf-8"), "xlsx": (as_xlsx, XLSX)}


@require_safe
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Every indicator of `?year=`, in all provinces; small groups left out unless the reader may see them."""
    if kind not in KINDS:
        raise Http404
    make, content_type = KINDS[kind]
    year = asked_year(request)
    answer = HttpResponse(make(Year(year), request.user), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="ovop-{year}.{kind}"'
    patch_cache_control(answer, private=True, no_store=True)
    return answer


@require_safe
@in_readers_digits
def report_pdf(request: HttpRequest) -> HttpResponse:
    """The report on `?year=` in the reader's language, of the country or `?province=`."""
    year, province = asked_year(request), asked_province(request)
    place = province.code if province else "kh"
    return pdf_answer(report(year, province, request.user), f"ovop-report-{year}-{place}")
