"""What everybody sees: the catalogue, a product, its label, sheet, code and link picture."""

from __future__ import annotations

import io
from typing import Any
from urllib.parse import urlencode

import segno
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from producers.filters import ProductFilter
from producers.models import Product, ProductViews
from producers.printing import link_picture, pdf
from producers.reasons import reasons_to_buy
from producers.structured import product_data
from producers.tiles import province_tiles
from producers.views.photos import shown_photos

PAGE_SIZE = 24


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """Registered products, filtered by what the address says, and where in the country they are."""
    found = ProductFilter(
        request.GET, queryset=Product.objects.public().for_cards(), request=request
    )
    page = Paginator(found.qs, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": found,
        "page": page,
        "tiles": province_tiles(found.but_for("province"), found.provinces),
        "tiles_url": reverse("producers:catalogue"),
        "province": request.GET.get("province", ""),
    }
    partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(
        request, "producers/_results.html" if partial else "producers/catalogue.html", context
    )


def _find(request: HttpRequest, pk: int) -> Product:
    return get_object_or_404(
        Product.objects.visible_to(request.user)
        .select_related(
            "category__parent", "province", "district", "commune", "village",
            "producer__organisation__province",
        )
        .prefetch_related("photos"),
        pk=pk,
    )  # fmt: skip


def _address(request: HttpRequest, product: Product) -> str:
    """The product's page in the reader's language, as one gives it to others."""
    return request.build_absolute_uri(product.get_absolute_url())


@require_safe
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """One product: what it is, when, how much, who makes it, and the next step for the reader."""
    found = _find(request, pk)
    may_edit = Product.objects.editable_by(request.user).filter(pk=pk).exists()
    if found.is_public and not may_edit and request.method == "GET":
        ProductViews.add(found.pk)
    certificates = list(found.producer.certificates.covering(found))
    address = _address(request, found)
    context: dict[str, Any] = {
        "product": found,
        "photos": shown_photos(found, may_edit=may_edit),
        "certificates": (shown := [each for each in certificates if each.counts]),
        "kinds": dict.fromkeys(each.get_kind_display() for each in shown),
        "may_edit": may_edit,
        "reasons": reasons_to_buy(found, certificates),
        "address": address,
        "share": urlencode({"url": address, "text": found.name}),
        "facebook": urlencode({"u": address}),
        "picture": request.build_absolute_uri(reverse("producers:link_picture", args=[pk])),
        "structured": product_data(found, request.build_absolute_uri("/").rstrip("/")),
        "more": list(
            Product.objects.public()
            .filter(producer_id=found.producer_id)
            .exclude(pk=pk)
            .for_cards()[:3]
        ),
    }
    return render(request, "producers/product.html", context)


@require_safe
def product_pdf(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The label or the sheet of a product, in the reader's language."""
    if kind not in ("label", "sheet"):
        raise Http404
    found = _find(request, pk)
    response = HttpResponse(
        pdf(kind, found, _address(request, found)), content_type="application/pdf"
    )
    response.headers["Content-Disposition"] = f'inline; filename="ovop-{pk}-{kind}.pdf"'
    response.headers["Cache-Control"] = "private, max-age=300"
    return response


@require_safe
def link_image(request: HttpRequest, pk: int) -> HttpResponse:
    """What Telegram and Facebook show with a shared link; only of public products."""
    found = get_object_or_404(
        Product.objects.public()
        .select_related("province", "district", "village", "producer__organisation")
        .prefetch_related("photos"),
        pk=pk,
    )
    picture = link_picture(found, _address(request, found))
    response = HttpResponse(picture, content_type="image/jpeg")
    response.headers["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
def qr(request: HttpRequest, pk: int) -> HttpResponse:
    """The product's address as a code to scan."""
    found = _find(request, pk)
    drawn = io.BytesIO()
    segno.make(_address(request, found), error="m").save(drawn, kind="svg", scale=6, border=2)
    response = HttpResponse(drawn.getvalue(), content_type="image/svg+xml")
    response.headers["Cache-Control"] = "private, max-age=86400"
    return response
