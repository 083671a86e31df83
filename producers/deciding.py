"""Decisions about a product: the state moves, the review is kept, the producer is told. All or none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from accounts.models import User
from ovop.kernel.naming import in_both_languages
from producers.models import Product, ProductReview, ReviewRemark
from producers.snapshots import label_of
from producers.telling import tell_makers

Decision = ProductReview.Decision


@transaction.atomic
def register(product: Product, officer: User, checked: Iterable[str] = (), note: str = "") -> None:
    """Approve it; it gets its number. Raises StateConflict when somebody decided before."""
    product.register(officer)
    _keep(product, officer, Decision.REGISTERED, note=note, checked=checked)
    tell_makers(product, "product_registered", number=product.registration_number)


@transaction.atomic
def request_changes(
    product: Product, officer: User, note: str = "", reasons: Mapping[str, str] | None = None
) -> None:
    """Send it back with a reason per field, a note, or both. Raises StateConflict."""
    product.request_changes()
    review = _keep(product, officer, Decision.CHANGES_REQUESTED, note=note)
    remarks = [
        ReviewRemark(review=review, field=field, reason=reason)
        for field, reason in (reasons or {}).items()
    ]
    ReviewRemark.objects.bulk_create(remarks)
    tell_makers(product, "product_changes", note=note or _in_both_languages(reasons or {}))


@transaction.atomic
def suspend(product: Product, officer: User, note: str) -> None:
    """Take it out of the catalogue. Raises StateConflict."""
    product.suspend()
    _keep(product, officer, Decision.SUSPENDED, note=note)
    tell_makers(product, "product_suspended", note=note)


@transaction.atomic
def renew(product: Product, officer: User) -> None:
    """Another term. Raises StateConflict when it is not registered any more."""
    product.renew(officer)
    _keep(product, officer, Decision.RENEWED)
    tell_makers(product, "product_renewed", until=f"{product.valid_until:%d-%m-%Y}")


def _keep(
    product: Product, officer: User, decision: str, *, note: str = "", checked: Iterable[str] = ()
) -> ProductReview:
    return ProductReview.objects.create(
        product=product, reviewer=officer, decision=decision, note=note, checked=list(checked)
    )


def _in_both_languages(reasons: Mapping[str, str]) -> list[str]:
    """The reasons with their fields' names, as a notice takes it: [Khmer, English]."""
    return in_both_languages(
        lambda: " · ".join(f"{label_of(field)}: {why}" for field, why in reasons.items())
    )
