"""The figures kept fresh."""

from __future__ import annotations

import structlog
from celery import shared_task

from insights.counting import recount, refresh

log = structlog.get_logger(__name__)


@shared_task
def refresh_figures() -> int:
    """Count again what has changed; return how many months."""
    return refresh()


@shared_task
def recount_figures() -> int:
    """Count everything anew, as a check on the counting of what changes; return how many buckets there are."""
    return recount()
