"""The catalogue's Celery tasks. Thin: load, call, save."""

from __future__ import annotations

from datetime import timedelta

import structlog
from celery import shared_task
from django.utils import timezone

from producers.deadlines import keep_deadlines
from producers.models import ProductPhoto
from producers.photos import process_photo

log = structlog.get_logger(__name__)
BATCH = 50
LEAVE_ALONE = timedelta(seconds=30)  # the photo's own wake-up comes first


@shared_task
def prepare_photo(photo_id: int) -> None:
    """Re-encode one photo that has just arrived."""
    photo = ProductPhoto.objects.waiting().filter(pk=photo_id).first()
    if photo is not None:
        process_photo(photo)


@shared_task
def prepare_waiting_photos() -> int:
    """Sweep: photos whose wake-up was lost or whose worker died; return how many."""
    then = timezone.now() - LEAVE_ALONE
    found = list(ProductPhoto.objects.waiting().filter(created_at__lt=then)[:BATCH])
    for photo in found:
        process_photo(photo)
    return len(found)


@shared_task
def keep_deadlines_today() -> dict[str, int]:
    """Registrations end, stars lapse, reminders go out."""
    done = keep_deadlines(timezone.localdate())
    log.info("deadlines_kept", **done)
    return done
