"""What everybody sees: the catalogue, a product, its photos."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from django.views.static import serve

from producers.filters import ProductFilter
from producers.models import Product

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
    context = {
        "product": found,
        "photos": list(found.photos.all()),
        "certificates": list(found.producer.certificates.covering(found)),
        "may_edit": Product.objects.editable_by(request.user).filter(pk=pk).exists(),
        "more": list(
            Product.objects.public()
            .filter(producer_id=found.producer_id)
            .exclude(pk=pk)
            .for_cards()[:3]
        ),
    }
    return render(request, "producers/product.html", context)


@require_safe
def photo(request: HttpRequest, path: str) -> HttpResponseBase:
    """A product photo: re-encoded by us and named by chance, so it may be cached for a year."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT / "photos"))
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
