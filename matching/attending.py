"""Who comes to a forum, as the engine needs it: their needs, their products."""

from __future__ import annotations

from django.db.models import QuerySet

from buyers.models import Need
from forums.models import Forum, Registration
from forums.pairing import ATTENDING
from producers.models import Product


def _coming(forum: Forum) -> QuerySet[Registration, int]:
    """The organisations that are registered, approved or not yet decided."""
    return Registration.objects.filter(forum=forum, state__in=ATTENDING).values_list(
        "organisation", flat=True
    )


def needs_of_forum(forum: Forum) -> list[int]:
    """Open needs of the buyers who come."""
    needs = Need.objects.filter(state=Need.State.OPEN, buyer__organisation__in=_coming(forum))
    return list(needs.order_by("pk").values_list("pk", flat=True))


def products_of_forum(forum: Forum) -> list[int]:
    """Registered products of the producers who come."""
    products = Product.objects.public().filter(producer__organisation__in=_coming(forum))
    return list(products.values_list("pk", flat=True))
