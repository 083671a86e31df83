"""Draining the outbox."""

from __future__ import annotations

import structlog
from celery import shared_task
from django.db import transaction

from notices.channels import CHANNELS, DeliveryError
from notices.models import MAX_ATTEMPTS, Notice

log = structlog.get_logger(__name__)
BATCH = 200


@shared_task
def deliver_pending() -> int:
    """Deliver what waits, oldest first; return how many were delivered.

    Runs any number of times at once: SKIP LOCKED gives each row to one worker. The attempt is
    counted in the row before the channel is called, so a row that kills its worker ends in
    quarantine instead of killing the next one for ever.
    """
    delivered = 0
    for pk, seen in list(Notice.objects.pending().values_list("pk", "attempts")[:BATCH]):
        mine = Notice.objects.filter(pk=pk, state=Notice.State.PENDING, attempts=seen)
        if not mine.update(attempts=seen + 1):
            continue  # another worker counted its own attempt meanwhile
        with transaction.atomic():
            notice = (
                Notice.objects.select_for_update(skip_locked=True).pending().filter(pk=pk).first()
            )
            if notice is None:
                continue
            if notice.attempts > MAX_ATTEMPTS:
                notice.failed("the worker died each time")
                continue
            try:
                CHANNELS[notice.channel](notice)
            except (DeliveryError, KeyError) as error:  # refused, or no such channel
                notice.failed(str(error))
                log.warning("notice_failed", notice=notice.pk, attempts=notice.attempts)
            else:
                notice.delivered()
                delivered += 1
    return delivered
