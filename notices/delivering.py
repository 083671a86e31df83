"""Taking notices from the outbox to their channels: each to one worker, a broken channel left in peace."""

from __future__ import annotations

from datetime import timedelta
from enum import Enum, auto

import structlog
from django.utils import timezone

from notices import hurrying
from notices.channels import CHANNELS, Busy, ChannelDown, DeliveryError, Refused
from notices.models import MAX_ATTEMPTS, Channel, ChannelHealth, Notice
from notices.models.notices import NO_ACCOUNT, QUIET, TOO_LATE

log = structlog.get_logger(__name__)
BATCH = 200
LEASE = timedelta(minutes=2)  # longer than any channel's patience; then another worker may try


class _Went(Enum):
    """How one attempt went."""

    SENT = auto()
    NOT = auto()  # this notice; the next may
    STOP = auto()  # the channel: leave the rest for later


def drain(channel: str) -> int:
    """Deliver what is due on one channel, oldest first; how many were delivered.

    Runs any number of times at once. The attempt is counted in the row before the channel is called, and
    the row lent for LEASE: one that kills its worker comes back, and ends in quarantine instead of killing
    the next worker for ever. No transaction is open while the channel works.
    """
    health = ChannelHealth.of(channel)
    if health.paused:
        return 0
    delivered = 0
    due = Notice.objects.due(channel).values_list("pk", "attempts")
    for pk, seen in list(due[:BATCH]):
        notice = _claim(pk, seen)
        if notice is None:
            continue
        went = _attempt(notice, health)
        delivered += went is _Went.SENT
        if went is _Went.STOP:
            break
    return delivered


def _claim(pk: int, seen: int) -> Notice | None:
    """This worker's to deliver, or None: another has it, it is too late or too early for it."""
    now = timezone.now()
    mine = Notice.objects.filter(pk=pk, state=Notice.State.PENDING, attempts=seen)
    if not mine.update(attempts=seen + 1, not_before=now + LEASE):
        return None  # another worker counted its own attempt meanwhile
    notice = Notice.objects.select_related("recipient__notice_preference").get(pk=pk)
    if notice.attempts > MAX_ATTEMPTS:
        notice.failed(notice.last_error or "the worker died each time", final=True)
        return None
    if notice.recipient and not notice.recipient.is_active:
        notice.failed(NO_ACCOUNT, final=True)
        return None
    if notice.expires_at and notice.expires_at < now:
        notice.failed(TOO_LATE, final=True)
        return None
    if until := hurrying.quiet_until(notice, now):
        notice.put_off(until, QUIET)
        return None
    return notice


def _attempt(notice: Notice, health: ChannelHealth) -> _Went:
    try:
        reference = CHANNELS[notice.channel](notice)
    except Busy as error:
        notice.put_off(timezone.now() + error.wait, str(error))
        health.pause(timezone.now() + error.wait, str(error))
        return _Went.STOP
    except ChannelDown as error:
        _failed(notice, str(error))
        return _Went.STOP if health.fails(str(error)) else _Went.NOT
    except (DeliveryError, KeyError) as error:  # refused, or no such channel
        _failed(notice, str(error), final=isinstance(error, Refused))
        return _Went.NOT
    notice.delivered(reference or "")
    health.works()
    return _Went.SENT


def _failed(notice: Notice, reason: str, *, final: bool = False) -> None:
    notice.failed(reason, final=final)
    log.warning("notice_failed", notice=notice.pk, attempts=notice.attempts, reason=reason)
    if notice.state == Notice.State.QUARANTINED:
        hurrying.tell_another_way(notice)


def in_turn() -> list[str]:
    """Every channel with something due, the quickest first."""
    waiting = set(
        Notice.objects.pending().order_by().filter(not_before__lte=timezone.now())
        .values_list("channel", flat=True).distinct()
    )  # fmt: skip
    known = [str(channel) for channel in CHANNELS if channel in waiting]
    return known + sorted(waiting - set(Channel.values))
