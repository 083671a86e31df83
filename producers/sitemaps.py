"""What search engines may look through: products, villages with products, provinces."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse

from places.models import Province, Village
from producers.models import Product


class ProductSitemap(Sitemap):
    """Every registered product."""

    limit = 5000

    def items(self) -> QuerySet[Product]:
        return Product.objects.public().only("pk", "updated_at").order_by("pk")

    def lastmod(self, item: Product) -> datetime:
        return item.updated_at


class VillageSitemap(Sitemap):
    """Villages that make something registered."""

    limit = 5000

    def items(self) -> Any:
        made_in = Product.objects.public().values("village")
        return Village.objects.filter(pk__in=made_in).only("pk").order_by("pk")

    def location(self, item: Village) -> str:
        return reverse("producers:village", args=[item.pk])


class ProvinceSitemap(Sitemap):
    """The 25 provinces."""

    def items(self) -> Any:
        return Province.objects.order_by("pk")

    def location(self, item: Province) -> str:
        return reverse("producers:province", args=[item.pk])


SITEMAPS = {"products": ProductSitemap, "villages": VillageSitemap, "provinces": ProvinceSitemap}
