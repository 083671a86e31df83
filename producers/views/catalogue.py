"""What everybody sees: the catalogue, a product, its label, sheet, code and link picture."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import segno
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ovop.kernel.amounts import shown_money
from ovop.kernel.visitors import kept_for_visitors
from producers.facets import Choice, Counts, count, kind_choices, month_choices, price_choices
from producers.filters import ProductFilter
from producers.models import Product, ProductViews
from producers.printing import link_picture, pdf
from producers.reasons import reasons_to_buy
from producers.search.suggesting import suggest
from producers.structured import product_data
from producers.tiles import count_by_province, province_tiles
from producers.views.photos import shown_photos

PAGE_SIZE = 24
# What a kept page of the catalogue may be asked; with anything else it is made for the reader alone.
ASKED = (*ProductFilter.base_filters, "page")


@require_safe
@kept_for_visitors("catalogue", *ASKED, many=True)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Registered products, filtered by what the address says, and where in the country they are."""
    found = ProductFilter(
        request.GET, queryset=Product.objects.public().for_cards(), request=request
    )
    counts = count(found.qs, everything=not found.is_set)
    page = _Counted(found, PAGE_SIZE, counts.total).get_page(request.GET.get("page"))
    by_province: Mapping[str, int] = counts.provinces
    province = found.province_code
    if province:
        by_province = count_by_province(found.but_for("province"))
    context = {
        "filter": found,
        "page": page,
        "facets": _facets(found, counts),
        "tiles": province_tiles(by_province, found.provinces),
        "tiles_url": reverse("producers:catalogue"),
        "province": province,
    }
    partial = request.htmx and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(
        request, "producers/_results.html" if partial else "producers/catalogue.html", context
    )


class _Counted(Paginator):
    """A paginator that has been told how many there are.

    What a search found comes in order already, so a page of it is read by its keys: the database need not
    join and sort everything that was found.
    """

    def __init__(self, found: ProductFilter, size: int, total: int) -> None:
        super().__init__(found.qs, size)
        self.total, self.keys = total, found.best_first(total)

    @property
    def count(self) -> int:
        return self.total

    def page(self, number: int | str) -> Page:
        if self.keys is None:
            return super().page(number)
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self.keys[first : first + self.per_page]
        by_key = Product.objects.public().for_cards().in_bulk(keys)
        return Page([by_key[key] for key in keys if key in by_key], number, self)


def _facets(found: ProductFilter, counts: Counts) -> list[tuple[str, list[Choice]]]:
    """What the list can be narrowed to, but for what it is narrowed to already."""
    chosen = found.data
    names = {code: label.lstrip("– ") for code, label in found.categories}
    every = [
        (_("Kind"), "category", kind_choices(counts, lambda code: names.get(code, code))),
        (_("Price"), "price_to", price_choices(counts, shown_money, (_("up to %s"), _("from %s")))),
        (_("Month"), "month", month_choices(counts)),
    ]
    return [
        (title, choices)
        for title, name, choices in every
        if choices
        and not chosen.get(name)
        and not (name == "price_to" and chosen.get("price_from"))
    ]


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """What somebody who has begun to type may mean, for the list under the search field."""
    return JsonResponse({"suggestions": suggest(request.GET.get("q", "")[:80])})


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
@kept_for_visitors("catalogue", at_each_visit="producers.models.page_views.seen", many=True)
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
