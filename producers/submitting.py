"""Handing a product in, and telling those who review it."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from accounts.models import Role, User
from notices.sending import tell
from producers.models import Product


@transaction.atomic
def submit_product(product: Product) -> None:
    """Submit and tell the province's staff. Raises StateConflict when it was handed in already."""
    product.submit()
    reviewers = User.objects.filter(
        role=Role.STAFF, province_id=product.province_id, is_active=True
    )
    tell(
        reviewers, "product_submitted", link=reverse("producers:review", args=[product.pk]),
        product=[product.name_km, product.name_en],
    )  # fmt: skip
