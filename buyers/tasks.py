"""Alerts of saved searches."""

from __future__ import annotations

from datetime import timedelta

import structlog
from celery import shared_task
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from buyers.models import Need, SavedSearch
from buyers.searches import count_news
from notices.sending import tell
from producers.models import Product

log = structlog.get_logger(__name__)
AT_MOST_EVERY = timedelta(hours=20)  # once a day, at much the same hour


@shared_task
def tell_saved_searches() -> int:
    """Tell the owner of each saved search with news, at most once a day; return how many were told."""
    now = timezone.now()
    due = SavedSearch.objects.filter(
        Q(told_at=None) | Q(told_at__lt=now - AT_MOST_EVERY),
        _something_came(),
        user__is_active=True,
    )
    told = 0
    for saved in due.select_related("user").iterator():
        try:
            told += _tell(saved)
        except Exception:  # one search that cannot be run must not silence all others
            log.exception("saved_search_failed", search=saved.pk)
    return told


def _something_came() -> Q:
    """Those searches that anything at all appeared for since their owner looked."""
    products = Product.objects.public().aggregate(at=Max("registered_at"))["at"]
    needs = Need.objects.filter(state=Need.State.OPEN).aggregate(at=Max("opened_at"))["at"]
    newer = Q(pk__in=[])
    for kind, at in ((SavedSearch.Kind.PRODUCTS, products), (SavedSearch.Kind.NEEDS, needs)):
        if at is not None:
            newer |= Q(kind=kind, looked_at__lt=at)
    return newer


@transaction.atomic
def _tell(saved: SavedSearch) -> bool:
    """Whether there was news. It stays news until its owner looks, but is told of once."""
    since = max(filter(None, (saved.looked_at, saved.told_at)))
    now = timezone.now()
    found = count_news(saved, since)
    if not found:
        return False
    claimed = SavedSearch.objects.filter(pk=saved.pk, told_at=saved.told_at).update(told_at=now)
    if claimed:
        tell(
            [saved.user], f"search_{saved.kind}", link=saved.get_absolute_url(),
            count=found, search=saved.name,
        )  # fmt: skip
    return bool(claimed)
