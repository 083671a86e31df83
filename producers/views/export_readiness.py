"""Export readiness of one product: HS code, what a market asks for, what is missing."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.requests import SignedInRequest
from ovop.kernel.boxes import searched
from producers.export_readiness import checklist, refresh_flag, rule_of
from producers.models import Market, Product
from producers.tariff import BY_CODE, find_headings


@login_required
def export_readiness(request: SignedInRequest, pk: int) -> HttpResponse:
    """The checklist; `q` finds an HS code by words, `market` adds what a market asks for."""
    product = get_object_or_404(
        Product.objects.editable_by(request.user)
        .select_related("category__parent", "producer__organisation")
        .prefetch_related("photos"),
        pk=pk,
    )
    if request.method == "POST":
        code = request.POST.get("hs_code", "")
        if code and code not in BY_CODE:
            messages.error(request, _("We do not know this HS code. Choose one of the list."))
        else:
            Product.objects.filter(pk=pk).update(hs_code=code)
            product.hs_code = code
            ready = refresh_flag(product)
            messages.success(request, _("Ready for export.") if ready else _("Saved."))
        return redirect(request.get_full_path())
    market = request.GET.get("market", "")
    market = market if market in Market.values else ""
    text = searched(request)
    context = {
        "product": product,
        "points": checklist(product, market),
        "market": market,
        "markets": Market.choices,
        "rule": rule_of(product, market) if market else None,
        "heading": BY_CODE.get(product.hs_code),
        "q": text,
        "headings": find_headings(
            text or f"{product.name_en} {product.name_km} {product.category.name_en}"
        ),
    }
    return render(request, "producers/export.html", context)
