"""Alerts of saved searches, and what each day does to needs."""

from __future__ import annotations

from datetime import timedelta

import structlog
from celery import shared_task
from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from buyers.deadlines import pause_late_needs
from buyers.models import Need, SavedSearch
from buyers.searches import count_news
from notices.sending import tell
from places.comparing import compare_prices
from producers.models import Product

log = structlog.get_logger(__name__)
AT_MOST_EVERY = timedelta(hours=20)  # once a day, at much the same hour


@shared_task
def keep_needs_today() -> dict[str, int]:
    """Needs whose day has passed are paused; highest prices are compared at today's rate."""
    done = {
        "paused": pause_late_needs(timezone.localdate()),
        "prices": compare_prices(Need.objects.all(), "price_ceiling"),
    }
    log.info("needs_kept", **done)
    return done


@shared_task
def tell_saved_searches() -> int:
    """Tell the owner of each saved search with news, at most once a day; return how many were told."""
    due = SavedSearch.objects.filter(_something_came(), user__is_active=True)
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
    """Count the news and say whether an alert went out. News stays news until its owner looks."""
    now = timezone.now()
    news = count_news(saved)
    if news != saved.news:
        SavedSearch.objects.filter(pk=saved.pk).update(news=news)
    if not news or (saved.told_at and saved.told_at > now - AT_MOST_EVERY):
        return False
    fresh = count_news(saved, max(filter(None, (saved.looked_at, saved.told_at))))
    mine = SavedSearch.objects.filter(pk=saved.pk, told_at=saved.told_at)
    if not fresh or not mine.update(told_at=now):
        return False
    tell(
        [saved.user], f"search_{saved.kind}", link=saved.get_absolute_url(), count=fresh,
        search=saved.name,
    )  # fmt: skip
    return True
