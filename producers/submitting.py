"""Handing a product in, and telling those who review it."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from notices.sending import tell_staff
from producers.models import Product


@transaction.atomic
def submit_product(product: Product) -> None:
    """Submit and tell the province's staff. Raises StateConflict when it was handed in already."""
    product.submit()
    tell_staff(
        product.province_id, "product_submitted", link=reverse("producers:review", args=[product.pk]),
        product=[product.name_km, product.name_en],
    )  # fmt: skip
