"""Matches follow what is saved: a need or product that changed is ranked anew within seconds.

The run's row is written in the transaction of the change, so it is there whenever the change is.
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save

from buyers.models import Need
from matching.starting import refresh_matches
from ovop.kernel.states import moved
from producers.models import Certificate, Product


def follow() -> None:
    """Connect the receivers; called once when Django starts."""
    for model, receiver in ((Need, _need), (Product, _product), (Certificate, _certificate)):
        post_save.connect(receiver, sender=model, dispatch_uid=f"matching-saved-{model.__name__}")
    for model, receiver in ((Need, _need), (Product, _product)):
        moved.connect(receiver, sender=model, dispatch_uid=f"matching-moved-{model.__name__}")


def _need(instance: Need, created: bool = False, **_rest: Any) -> None:
    # Made as a draft; opening it is a move.
    if not created and instance.state == Need.State.OPEN:
        refresh_matches(need=instance)


def _product(instance: Product, created: bool = False, **_rest: Any) -> None:
    # Registered, it may fit somewhere; taken out of the catalogue, its matches go.
    if not created and (instance.is_public or instance.matches.exists()):
        refresh_matches(product=instance)


def _certificate(instance: Certificate, **_rest: Any) -> None:
    products = Product.objects.public().filter(producer_id=instance.producer_id)
    if instance.product_id:
        products = products.filter(pk=instance.product_id)
    for product in products:
        refresh_matches(product=product)
