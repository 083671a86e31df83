"""Notices about one product: to whoever makes it, and to whoever reviews it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from notices.sending import tell_members, tell_staff
from producers.models import Product

# What of a registered product the staff want to know when it changes.
TELLING = ("name_km", "name_en", "category", "village", "unit", "price", "price_to")


def tell_makers(product: Product, kind: str, **context: Any) -> None:
    """Queue a notice for everybody of the product's producer; it leads to the product's page."""
    tell_members(
        product.producer.organisation, kind, link=product.get_absolute_url(), product=product.names,
        **context,
    )  # fmt: skip


def tell_of_change(product: Product, changed: Iterable[str]) -> None:
    """Tell the reviewers of a public product if one of TELLING is among the `changed` fields."""
    if product.is_public and not set(TELLING).isdisjoint(changed):
        tell_reviewers(product, "product_changed")


def tell_reviewers(product: Product, kind: str) -> None:
    """Queue a notice for the staff of the product's province; it leads to the review page."""
    link = reverse("producers:review", args=[product.pk])
    tell_staff(product.province_id, kind, link=link, product=product.names)
