"""A village and a province: what is made there, by whom, how to come, and what lies near."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from ovop.kernel.parts import begin
from places.geography import distance_km
from places.models import Province, Village
from producers.models import Category, Producer, Product, Visit
from producers.structured import place_data

PAGE_SIZE = 24
NEAR = 6


def _plain(key: str) -> str:
    """The key without what no key holds and no database takes."""
    return key.replace("\0", "")


def _site(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


@require_safe
def village(request: HttpRequest, key: str) -> HttpResponse:
    """The page of one village."""
    begin(request)
    found = get_object_or_404(
        Village.objects.select_related("commune", "district", "province"), pk=_plain(key)
    )
    here = Product.objects.public().filter(village=found)
    near = (
        Village.objects.filter(district=found.district_id)
        .exclude(pk=found.pk)
        .annotate(n=Count("products", filter=Q(products__state=Product.State.REGISTERED)))
        .filter(n__gt=0)
        .order_by("-n", "pk")[:NEAR]
    )
    context = {
        "village": found,
        "page": Paginator(here.for_cards(), PAGE_SIZE).get_page(request.GET.get("page")),
        "producers": Producer.objects.filter(products__in=here)
        .distinct()
        .select_related("organisation")
        .annotate(n=Count("products", filter=Q(products__state=Product.State.REGISTERED)))
        .order_by("-n", "pk"),
        "visits": Visit.objects.offered_now().filter(producer__organisation__village=found),
        "near": near,
        "structured": place_data(found, _site(request), request.path, found.province.name),
    }
    return render(request, "producers/village.html", context)


@require_safe
def province(request: HttpRequest, code: str) -> HttpResponse:
    """The page of one province: its villages, fields, newest products, visits, neighbours."""
    begin(request)
    found = get_object_or_404(Province, pk=_plain(code))
    here = Product.objects.public().filter(province=found)
    fields = (
        Category.objects.filter(parent=None)
        .annotate(
            n=Count(
                "children__products",
                filter=Q(
                    children__products__state="registered", children__products__province=found
                ),
            )
        )
        .filter(n__gt=0)
        .order_by("-n")
    )
    villages = (
        Village.objects.filter(province=found)
        .annotate(n=Count("products", filter=Q(products__state="registered")))
        .filter(n__gt=0)
        .select_related("district")
        .order_by("-n", "pk")
    )
    context = {
        "province": found,
        "products": here.for_cards()[:8],
        "count": here.count(),
        "fields": fields,
        "villages": villages[:30],
        "visits": Visit.objects.offered_now().filter(producer__organisation__province=found)[:6],
        "near": sorted(
            Province.objects.exclude(pk=found.pk), key=lambda other: distance_km(found.pk, other.pk)
        )[:4],
        "structured": place_data(
            found, _site(request), reverse("producers:province", args=[found.pk])
        ),
    }
    return render(request, "producers/province.html", context)
