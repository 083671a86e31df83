"""Draining the outbox, acting on what Telegram sent, and the daily message."""

from __future__ import annotations

from celery import shared_task

from notices import delivering, digesting, hurrying
from notices.bot import updates
from notices.webhooks import delivering as webhooks


@shared_task
def deliver_pending(channel: str = "") -> int:
    """Deliver what is due on one channel, or on every channel in turn; how many were delivered."""
    channels = [channel] if channel else delivering.in_turn()
    return sum(delivering.drain(each) for each in channels)


@shared_task
def sweep_outbox() -> int:
    """Wake a delivery of its own for each channel with something due, so that none waits for another."""
    hurrying.overtake()
    channels = delivering.in_turn()
    for channel in channels:
        deliver_pending.delay(channel)
    return len(channels)


@shared_task
def act_on_updates() -> int:
    """Act on what people did in Telegram; how many were done."""
    return updates.act_on_all()


@shared_task
def deliver_to_programs() -> int:
    """Deliver what is due at the addresses of people's own programs; how many were delivered."""
    return webhooks.drain()


@shared_task
def send_digests() -> int:
    """The daily message to everybody whose hour has come; how many were written."""
    return digesting.write_due()


@shared_task
def forget_updates() -> int:
    """What Telegram sent is kept for two days, what programs were told for a month; how many rows went."""
    return updates.forget_old() + webhooks.forget_old()
