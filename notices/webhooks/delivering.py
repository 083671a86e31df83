"""Taking what waits to the programs: each address by one worker at a time, a broken one left in peace."""

from __future__ import annotations

import json
import time
from datetime import datetime, timedelta

import httpx
import structlog
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone, translation

from notices.channels.errors import careful
from notices.channels.tls import trusted
from notices.channels.waiting import wait_of
from notices.models import ChannelHealth, Webhook, WebhookDelivery
from notices.sending import tell
from notices.webhooks.signing import headers
from ovop.kernel import outgoing

log = structlog.get_logger(__name__)
# How long after each failed try the next one is made; then it is given up.
BACKOFF = tuple(timedelta(seconds=s) for s in (30, 120, 600, 3600, 4 * 3600, 12 * 3600, 24 * 3600))
TOO_LONG = timedelta(days=5)  # of nothing but failures: the address is told nothing more
LEASE = timedelta(seconds=60)  # a call takes some twenty at most; then another worker may try
BUDGET = 60.0  # seconds of one drain
KEPT = timedelta(days=30)
State = WebhookDelivery.State
_ALL = "webhooks"  # the row by which workers know that one of them is at it


def drain() -> int:
    """Deliver what is due, address by address; how many were delivered.

    One worker at a time does this, so that addresses that answer slowly never keep two from what people wait for.
    """
    health = ChannelHealth.of(_ALL)
    if not health.take():
        return 0
    try:
        return _drain(health)
    finally:
        health.let_go()


def _drain(health: ChannelHealth) -> int:
    ends, delivered = time.monotonic() + BUDGET, 0
    due = WebhookDelivery.objects.filter(state=State.PENDING, not_before__lte=timezone.now())
    for pk in due.filter(webhook__off_at=None, webhook__user__is_active=True).order_by().values_list("webhook", flat=True).distinct():  # fmt: skip
        if time.monotonic() > ends or not health.go_on():
            break
        delivered += _drain_one(pk, ends)
    return delivered


def _drain_one(pk: int, ends: float) -> int:
    now = timezone.now()
    mine = Webhook.objects.filter(Q(busy_until=None) | Q(busy_until__lte=now), pk=pk, off_at=None)
    if not mine.update(busy_until=now + LEASE):
        return 0
    delivered, until = 0, None
    try:
        while time.monotonic() < ends and (row := _next(pk)):
            if not Webhook.objects.filter(pk=pk, off_at=None).update(busy_until=timezone.now() + LEASE):  # fmt: skip
                break
            until = _deliver(row)
            if until is not None:
                break  # the others of this address wait for their turn behind it
            delivered += 1
    finally:
        Webhook.objects.filter(pk=pk).update(busy_until=until)
    return delivered


def _next(pk: int) -> WebhookDelivery | None:
    """The oldest that is due, taken by this worker: the try is counted before the call."""
    now = timezone.now()
    due = WebhookDelivery.objects.filter(webhook=pk, state=State.PENDING, not_before__lte=now)
    for row in due.select_related("webhook__user").order_by("pk")[:1]:
        mine = WebhookDelivery.objects.filter(pk=row.pk, attempts=row.attempts, state=State.PENDING)
        if mine.update(attempts=row.attempts + 1, not_before=now + LEASE):
            row.attempts += 1
            return row
    return None


def _deliver(row: WebhookDelivery) -> datetime | None:
    """None when the program took it; else until when it is left in peace."""
    try:
        return _sent(row)
    except Exception as error:  # whatever is wrong with this one must not hold up those behind it
        log.exception("webhook_broken", webhook=row.webhook_id)
        return _failed(row, None, f"an error of ours: {type(error).__name__}")


def _sent(row: WebhookDelivery) -> datetime | None:
    body = json.dumps(row.payload, ensure_ascii=False, separators=(",", ":")).encode()
    signed = headers(row.webhook.secret, str(row.event), int(time.time()), body)
    sent = signed | {"Content-Type": "application/json", "User-Agent": "OVOP-Match-Webhook/1"}
    try:
        with translation.override(
            row.webhook.user.language
        ):  # why it may not be called is for the owner
            answer = outgoing.post(row.webhook.url, body, sent, trusted())
    except outgoing.NotAllowed as error:
        return _failed(row, None, str(error))
    except httpx.HTTPError as error:
        return _failed(row, None, type(error).__name__)
    if 200 <= answer.status < 300:
        now = timezone.now()
        _row(row).update(state=State.SENT, sent_at=now, answered=answer.status, last_error="")
        Webhook.objects.filter(pk=row.webhook_id).update(failing_since=None)
        return None
    if answer.status == 410:
        _off(row.webhook, "410 Gone")
    wait = wait_of(answer.retry_after) if answer.status in (429, 503) and answer.retry_after else None  # fmt: skip
    return _failed(row, answer.status, careful(answer.text), wait)


def _failed(row: WebhookDelivery, status: int | None, said: str, wait: timedelta | None = None) -> datetime:  # fmt: skip
    now = timezone.now()
    last = row.attempts > len(BACKOFF)
    again = now + max(wait or timedelta(), BACKOFF[min(row.attempts, len(BACKOFF)) - 1])
    _row(row).update(
        state=State.FAILED if last else State.PENDING, not_before=again, answered=status, last_error=said[:200]
    )  # fmt: skip
    hook = row.webhook
    Webhook.objects.filter(pk=hook.pk, failing_since=None).update(failing_since=now)
    hook.refresh_from_db()
    if hook.failing_since and hook.failing_since < now - TOO_LONG:
        _off(hook, said or str(status))
    log.warning("webhook_failed", webhook=hook.pk, attempts=row.attempts, status=status)
    return now if last else again


def _row(row: WebhookDelivery) -> QuerySet[WebhookDelivery]:
    return WebhookDelivery.objects.filter(pk=row.pk)


def _off(hook: Webhook, why: str) -> None:
    """It is told nothing more; its owner is told that, once."""
    if Webhook.objects.filter(pk=hook.pk, off_at=None).update(off_at=timezone.now()):
        tell([hook.user], "webhook_off", link=reverse("notices:programs"), address=hook.url, why=why)  # fmt: skip


def forget_old() -> int:
    """What is a month old, also what an address that is off never got; how many rows went."""
    return WebhookDelivery.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
