"""Handing a product in or asking for its renewal, and telling those who decide."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from accounts.models import User
from notices.sending import tell_staff
from producers.models import Product, Submission
from producers.snapshots import snapshot_of


@transaction.atomic
def submit_product(product: Product, user: User | None) -> None:
    """Submit, keep what was handed in, and tell the province's staff.

    Raises StateConflict when it was handed in already.
    """
    product.submit()
    Submission.objects.create(product=product, submitted_by=user, snapshot=snapshot_of(product))
    _tell(product, "product_submitted")


@transaction.atomic
def ask_renewal(product: Product) -> None:
    """Ask for another term. Raises StateConflict when it is not registered any more."""
    product.ask_renewal()
    _tell(product, "product_renewal_asked")


def tell_of_change(product: Product) -> None:
    """A registered product was changed in what it is or costs; its review page shows the difference."""
    _tell(product, "product_changed")


def _tell(product: Product, kind: str) -> None:
    tell_staff(
        product.province_id, kind, link=reverse("producers:review", args=[product.pk]),
        product=[product.name_km, product.name_en],
    )  # fmt: skip
