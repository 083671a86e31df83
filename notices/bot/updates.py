"""What happens in Telegram: kept first, acted on once, and answered until Telegram takes the answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from notices.bot import api, conversation
from notices.channels.errors import Busy, DeliveryError, Refused
from notices.models import BotUpdate, Channel, ChannelHealth
from notices.models.health import LONGEST_CALL
from notices.models.notices import BACKOFF
from ovop.kernel.wake import wake_after_commit

log = structlog.get_logger(__name__)
BATCH = 100
LEASE = LONGEST_CALL  # then another worker may try
KEPT = timedelta(days=2)
State = BotUpdate.State


def keep(payloads: Iterable[dict[str, Any]]) -> int:
    """Store what Telegram sent, as it came; what is known already is left alone. How many were new."""
    from notices.tasks import act_on_updates

    rows = [
        BotUpdate(update_id=payload["update_id"], payload=_storable(payload))
        for payload in payloads
        if isinstance(payload.get("update_id"), int) and abs(payload["update_id"]) < 2**62
    ]
    before = BotUpdate.objects.filter(pk__in=[row.pk for row in rows]).count()
    BotUpdate.objects.bulk_create(rows, ignore_conflicts=True)
    wake_after_commit(act_on_updates)
    return len(rows) - before


def _storable(value: Any) -> Any:
    """Without what no database takes: NUL, and halves of letters."""
    if isinstance(value, str):
        return value.replace("\0", "").encode("utf-8", "ignore").decode()
    if isinstance(value, dict):
        return {str(key): _storable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_storable(each) for each in value]
    return value


def act_on_all() -> int:
    """Act on and answer what waits, in Telegram's order; how many were done."""
    now = timezone.now()
    waiting = BotUpdate.objects.filter(state__in=[State.NEW, State.ACTED], not_before__lte=now)
    done = 0
    for pk, seen in list(waiting.values_list("pk", "attempts")[:BATCH]):
        mine = BotUpdate.objects.filter(pk=pk, state__in=[State.NEW, State.ACTED], attempts=seen)
        if not mine.update(attempts=seen + 1, not_before=timezone.now() + LEASE):
            continue
        update = BotUpdate.objects.get(pk=pk)
        if update.attempts > len(BACKOFF):
            _end(update, State.FAILED)
            continue
        done += _act(update)
    return done


def _act(update: BotUpdate) -> bool:
    if update.state == State.NEW:
        try:
            with transaction.atomic():
                update.replies = [call.as_json() for call in conversation.act(update.payload or {})]
                update.payload, update.state = None, State.ACTED
                update.save(update_fields=["replies", "payload", "state"])
        except Exception:  # one strange message must not silence the bot for everybody else
            log.exception("bot_update_failed", update=update.pk, attempts=update.attempts)
            _later(update)
            return False
    return _answer(update)


def _answer(update: BotUpdate) -> bool:
    """Make the calls that are still to be made; none while Telegram is left alone."""
    health = ChannelHealth.of(Channel.TELEGRAM)
    if update.replies and health.paused and health.paused_until:
        update.put_off(health.paused_until)
        return False
    while update.replies:
        try:
            api.make(api.Call(**update.replies[0]))
        except Refused as error:  # an old button, a message that is gone: nothing to be mended
            log.info("bot_reply_refused", update=update.pk, reason=str(error))
        except Busy as error:
            health.pause(timezone.now() + error.wait, str(error))
            update.put_off(timezone.now() + error.wait)
            return False
        except DeliveryError as error:
            log.warning("bot_reply_failed", update=update.pk, reason=str(error))
            health.fails(str(error))
            _later(update)
            return False
        else:
            health.works()
        update.replies = update.replies[1:]
        update.save(update_fields=["replies"])
    _end(update, State.DONE)
    return True


def _later(update: BotUpdate) -> None:
    """Again after a while, a longer one each time."""
    update.not_before = timezone.now() + BACKOFF[min(update.attempts, len(BACKOFF)) - 1]
    update.save(update_fields=["not_before"])


def _end(update: BotUpdate, state: str) -> None:
    update.state, update.payload, update.replies = state, None, []
    update.save(update_fields=["state", "payload", "replies"])


def forget_old() -> int:
    """Rows older than KEPT, which Telegram does not repeat any more; how many went."""
    return BotUpdate.objects.filter(received_at__lt=timezone.now() - KEPT).delete()[0]
