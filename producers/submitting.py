"""Handing a product in or asking for its renewal, and telling those who decide."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from producers.models import Product, Submission
from producers.snapshots import snapshot_of
from producers.telling import tell_reviewers


@transaction.atomic
def submit_product(product: Product, user: User | None) -> None:
    """Submit, keep what was handed in, and tell the province's staff.

    Raises StateConflict when it was handed in already.
    """
    product.submit()
    Submission.objects.create(product=product, submitted_by=user, snapshot=snapshot_of(product))
    tell_reviewers(product, "product_submitted")


@transaction.atomic
def ask_renewal(product: Product) -> None:
    """Ask for another term. Raises StateConflict when it is not registered any more."""
    product.ask_renewal()
    tell_reviewers(product, "product_renewal_asked")
