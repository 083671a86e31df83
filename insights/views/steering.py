"""Setting targets, closing years."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from insights.counting import PAGES, refresh
from insights.forms import TargetsForm
from insights.models import ClosedYear
from insights.views.dashboards import asked_province, asked_year
from ovop.kernel.visitors import forget_pages


@roles_required(Role.STAFF, Role.NATIONAL)
def targets(request: SignedInRequest) -> HttpResponse:
    """The Committee's targets for the country and each province; staff set those of their own."""
    year, province = asked_year(request), asked_province(request)
    if request.user.role == Role.STAFF and (province is None or province.pk != request.user.province_id):  # fmt: skip
        raise PermissionDenied
    form = TargetsForm(request.POST or None, year=year, province=province.pk if province else "")
    if request.method == "POST" and form.is_valid():
        form.save(request.user)
        forget_pages(PAGES)
        messages.success(request, _("Saved."))
        place = province.pk if province else "all"
        return redirect(f"{reverse('insights:overview')}?year={year}&province={place}")
    years = range(timezone.localdate().year - 1, timezone.localdate().year + 2)
    context = {"form": form, "year": year, "province": province, "years": years}
    return render(request, "insights/targets.html", context)


@roles_required(Role.NATIONAL)
@require_POST
def close_year(request: SignedInRequest, year: int) -> HttpResponse:
    """What was reported of a year that is over stays, or (`open`) may change again."""
    if request.POST.get("open"):
        ClosedYear.objects.filter(year=year).delete()
        refresh()
        messages.info(
            request,
            _("%(year)s is open again; what was corrected meanwhile counts now.") % {"year": year},
        )
    elif year >= timezone.localdate().year:
        messages.warning(request, _("A year is closed once it is over."))
    else:
        refresh()
        ClosedYear.objects.get_or_create(year=year, defaults={"closed_by": request.user})
        messages.success(
            request, _("%(year)s is closed: its figures stay as they are now.") % {"year": year}
        )
    forget_pages(PAGES)
    return redirect(f"{reverse('insights:overview')}?year={year}")
