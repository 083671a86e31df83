"""Taking notices from the outbox to their channels: each once, a broken channel left in peace."""

from __future__ import annotations

import time
from enum import Enum, auto

import structlog
from django.utils import timezone

from notices import hurrying
from notices.channels import CHANNELS, Busy, ChannelDown, DeliveryError, Refused
from notices.models import MAX_ATTEMPTS, Channel, ChannelHealth, Notice, Preference
from notices.models.health import LONGEST_CALL
from notices.models.notices import NO_ACCOUNT, NO_ADDRESS, QUIET, TOO_LATE
from notices.sending import wake_delivery

log = structlog.get_logger(__name__)
BATCH = 20  # then looked again: a code that came meanwhile goes before the rest
BUDGET = 60.0  # seconds of one drain, so that a slow channel does not keep a worker
LEASE = LONGEST_CALL  # a row's; then another worker may try


class _Went(Enum):
    """How one attempt went."""

    SENT = auto()
    NOT = auto()  # this notice; the next may
    STOP = auto()  # the channel: leave the rest for later


def drain(channel: str) -> int:
    """Deliver what is due on one channel, the most urgent first; how many were delivered.

    One worker at a time drains a channel, until nothing is due or BUDGET is spent; what is left is woken
    again. The attempt is counted in the row before the channel is called, and the row lent for LEASE: one
    that kills its worker comes back, and ends in quarantine instead of killing the next worker for ever. No
    transaction is open while the channel works.
    """
    health = ChannelHealth.of(channel)
    if not health.take():
        return 0
    delivered, ends, seen = 0, time.monotonic() + BUDGET, set[int]()
    try:
        while time.monotonic() < ends and (rows := _next(channel, seen)):
            for pk, attempts in rows:
                seen.add(pk)
                if not health.go_on():
                    return delivered
                went = _deliver(pk, attempts, health)
                delivered += went is _Went.SENT
                if went is _Went.STOP:
                    return delivered
    finally:
        health.let_go()
    if Notice.objects.due(channel).exclude(pk__in=seen).exists():
        wake_delivery({channel})
    return delivered


def _next(channel: str, seen: set[int]) -> list[tuple[int, int]]:
    """(key, attempts) of what is due and was not tried by this drain."""
    due = Notice.objects.due(channel).exclude(pk__in=seen)
    return list(due.values_list("pk", "attempts")[:BATCH])


def _deliver(pk: int, attempts: int, health: ChannelHealth) -> _Went:
    notice = _claim(pk, attempts)
    return _Went.NOT if notice is None else _attempt(notice, health)


def _claim(pk: int, seen: int) -> Notice | None:
    """This worker's to deliver, or None: another has it, it is too late or too early for it."""
    now = timezone.now()
    mine = Notice.objects.filter(
        pk=pk, state=Notice.State.PENDING, attempts=seen, not_before__lte=now
    )
    if not mine.update(attempts=seen + 1, not_before=now + LEASE):
        return None  # another worker counted its own attempt meanwhile
    notice = Notice.objects.select_related("recipient__notice_preference").filter(pk=pk).first()
    if notice is None:
        return None  # the person was deleted this moment
    if notice.attempts > MAX_ATTEMPTS:
        _failed(notice, notice.last_error or "the worker died each time", final=True)
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
    return notice if _addressed(notice) else None


def _addressed(notice: Notice) -> bool:
    """With the number and the address the person has now, not those of when it was queued."""
    if notice.recipient is None:
        return True
    notice.phone = notice.recipient.phone
    if notice.channel == Channel.EMAIL and notice.kind != "email_confirm":
        choice = Preference.of(notice.recipient)
        if not choice.email_confirmed:
            _failed(notice, NO_ADDRESS, final=True)
            return False
        notice.email = choice.email
    return True


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
    except Exception as error:  # whatever is wrong with this one must not hold up those behind it
        log.exception("notice_broken", notice=notice.pk)
        _failed(notice, f"an error of ours: {type(error).__name__}")
        return _Went.NOT
    notice.delivered(reference or "")
    health.works()
    return _Went.SENT


def _failed(notice: Notice, reason: str, *, final: bool = False) -> None:
    notice.failed(reason, final=final)
    # The reason, which may be a gateway's words about somebody, is in the row for those who look after it.
    log.warning("notice_failed", notice=notice.pk, attempts=notice.attempts, state=notice.state)
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
