"""What everybody sees: the catalogue, a product, its label, sheet, code and link picture."""

from __future__ import annotations

import io
from collections.abc import Mapping
from urllib.parse import urlencode

import segno
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.scope import role_of
from ovop.kernel.amounts import shown_money
from ovop.kernel.paper import in_readers_digits
from ovop.kernel.parts import is_kept, lazily
from ovop.kernel.visitors import kept_for_visitors, plain_query
from producers.facets import Choice, Counts, count, kind_choices, month_choices, price_choices
from producers.filters import ProductFilter
from producers.models import Certificate, Product, ProductPhoto
from producers.models.page_views import seen
from producers.printing import link_picture, pdf
from producers.reasons import reasons_to_buy
from producers.search.suggesting import suggest
from producers.structured import product_data
from producers.tiles import Tile, count_by_province, province_tiles
from producers.views.photos import shown_photos

PAGE_SIZE = 24
# What a kept page of the catalogue may be asked; with anything else it is made for the reader alone.
ASKED = (*ProductFilter.base_filters, "page")


class _Reading:
    """What somebody asks the catalogue for; each answer is worked out when the page asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def filter(self) -> ProductFilter:
        public = Product.objects.public().for_cards()
        return ProductFilter(self.request.GET, queryset=public, request=self.request)

    @cached_property
    def counts(self) -> Counts:
        return count(self.filter.qs, everything=not self.filter.is_set)

    @cached_property
    def page(self) -> Page:
        counted = _Counted(self.filter, PAGE_SIZE, self.counts.total)
        return counted.get_page(self.request.GET.get("page"))

    @cached_property
    def facets(self) -> list[tuple[str, list[Choice]]]:
        return _facets(self.filter, self.counts)

    @cached_property
    def tiles(self) -> list[Tile]:
        by_province: Mapping[str, int] = self.counts.provinces
        if self.filter.province_code:
            by_province = count_by_province(self.filter.but_for("province"))
        return province_tiles(by_province, self.filter.provinces)

    @property
    def province(self) -> str:
        return self.filter.province_code


@require_safe
@kept_for_visitors("catalogue", *ASKED, many=True)
def catalogue(request: HttpRequest) -> HttpResponse:
    """Registered products, filtered by what the address says, and where in the country they are."""
    context = lazily(_Reading(request)) | {
        "tiles_url": reverse("producers:catalogue"),
        "kept_key": plain_query(request, ASKED),
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


class _ProductPage:
    """One product as a reader sees it; each answer is worked out when the page asks for it."""

    def __init__(self, request: HttpRequest, pk: int, *, may_edit: bool) -> None:
        self.request, self.pk, self.may_edit = request, pk, may_edit

    @cached_property
    def product(self) -> Product:
        return _find(self.request, self.pk)

    @cached_property
    def photos(self) -> list[ProductPhoto]:
        return shown_photos(self.product, may_edit=self.may_edit)

    @cached_property
    def _covering(self) -> list[Certificate]:
        return list(self.product.producer.certificates.covering(self.product))

    @cached_property
    def certificates(self) -> list[Certificate]:
        return [each for each in self._covering if each.counts]

    @cached_property
    def kinds(self) -> dict[str, None]:
        return dict.fromkeys(each.get_kind_display() for each in self.certificates)

    @cached_property
    def reasons(self) -> list[tuple[str, str]]:
        return reasons_to_buy(self.product, self._covering)

    @cached_property
    def address(self) -> str:
        return _address(self.request, self.product)

    @cached_property
    def share(self) -> str:
        return urlencode({"url": self.address, "text": self.product.name})

    @cached_property
    def facebook(self) -> str:
        return urlencode({"u": self.address})

    @cached_property
    def picture(self) -> str:
        return self.request.build_absolute_uri(reverse("producers:link_picture", args=[self.pk]))

    @cached_property
    def structured(self) -> SafeString:
        return product_data(self.product, self.request.build_absolute_uri("/").rstrip("/"))

    @cached_property
    def more(self) -> list[Product]:
        others = Product.objects.public().filter(producer_id=self.product.producer_id)
        return list(others.exclude(pk=self.pk).for_cards()[:3])


@require_safe
@kept_for_visitors("catalogue", at_each_visit="producers.models.page_views.seen", many=True)
def product(request: HttpRequest, pk: int) -> HttpResponse:
    """One product: what it is, when, how much, who makes it, and the next step for the reader."""
    user = request.user
    may_edit = Product.objects.may_edit(user, pk)
    page = _ProductPage(request, pk, may_edit=may_edit)
    # Whoever may not change it sees the same as all others of their kind.
    reader = "buyer" if role_of(user) == "buyer" else user.is_authenticated
    key = None if may_edit else (pk, request.scheme, request.get_host(), reader)
    # Only of what is public anything is kept, so that nobody is asked whether they may see it.
    public = is_kept(request, "catalogue", key and ("product", key)) or page.product.is_public
    if public and not may_edit and request.method == "GET":
        seen(pk)
    context = lazily(page) | {"may_edit": may_edit, "kept_key": key if public else None}
    return render(request, "producers/product.html", context)


@require_safe
@in_readers_digits
def product_pdf(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """The label or the sheet of a product, in the reader's language."""
    if kind not in ("label", "sheet"):
        raise Http404
    found = _find(request, pk)
    response = HttpResponse(
        pdf(kind, found, _address(request, found)), content_type="application/pdf"
    )
    response.headers["Content-Disposition"] = f'inline; filename="ovop-{pk}-{kind}.pdf"'
    response.headers["Cache-Control"] = "private, no-cache"
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
