"""The exchange rate: entered by the National Committee."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from insights.forms import RateForm
from places.models import ExchangeRate

SHOWN = 24  # rates


@roles_required(Role.NATIONAL)
def rates(request: SignedInRequest) -> HttpResponse:
    """What a dollar was worth, and entering it: by it prices in riel and dollars are compared, and deals added up."""
    form = RateForm(request.POST or None, initial={"on": timezone.localdate()})
    if form.is_valid():
        ExchangeRate.objects.update_or_create(
            on=form.cleaned_data["on"], defaults={"khr_per_usd": form.cleaned_data["khr_per_usd"]}
        )
        messages.success(request, _("Noted. What is agreed from that day on counts at this rate; prices are compared by it from tomorrow."))  # fmt: skip
        return redirect("insights:rates")
    context = {"form": form, "rates": ExchangeRate.objects.all()[:SHOWN], "fallback": ExchangeRate.FALLBACK}  # fmt: skip
    return render(request, "insights/rates.html", context)
