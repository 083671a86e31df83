"""What everybody sees: the catalogue and a product."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from producers.filters import ProductFilter
from producers.models import Product
from producers.views.photos import shown_photos

PAGE_SIZE = 24


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Registered products, filtered by what the address says."""
    found = ProductFilter(
        request.GET, queryset=Product.objects.public().for_cards(), request=request
    )
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"filter": found, "page": page}
    partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(
        request, "producers/_results.html" if partial else "producers/catalogue.html", context
    )


@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """One product: what it is, when, how much, who makes it, and the next step for the reader."""
    found = get_object_or_404(
        Product.objects.visible_to(request.user).select_related(
            "category__parent", "province", "district", "commune", "village",
            "producer__organisation__province",
        ),
        pk=pk,
    )  # fmt: skip
    may_edit = Product.objects.editable_by(request.user).filter(pk=pk).exists()
    context = {
        "product": found,
        "photos": shown_photos(found, may_edit=may_edit),
        "certificates": list(found.producer.certificates.covering(found)),
        "may_edit": may_edit,
        "more": list(
            Product.objects.public()
            .filter(producer_id=found.producer_id)
            .exclude(pk=pk)
            .for_cards()[:3]
        ),
    }
    return render(request, "producers/product.html", context)
