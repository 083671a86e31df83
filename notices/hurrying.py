"""When a notice may go, and what becomes of one that its channel cannot bring."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from notices.bot.keyboards import ticket_of
from notices.models import Channel, ChannelHealth, Notice, Preference, TelegramChat
from notices.models.notices import INSTEAD, QUIET
from notices.sending import tell, wake_delivery
from notices.texts import BY_PHONE, FIXED

# Answers to what somebody does at that moment are not held back.
AT_ANY_HOUR = FIXED | BY_PHONE
TOO_LONG = timedelta(minutes=30)  # that what somebody waits for waits for a channel that is down
MOST_AT_ONCE = 200


def quiet_until(notice: Notice, now: datetime) -> datetime | None:
    """Until when the person sleeps; None when the notice may go now."""
    if notice.recipient is None or notice.channel == Channel.IN_APP or notice.kind in AT_ANY_HOUR:
        return None
    return Preference.of(notice.recipient).quiet_until_after(now)


def overtake() -> int:
    """What waits for somebody goes by phone when the channel it waits for has been down too long; how many."""
    now = timezone.now()
    down = ChannelHealth.objects.filter(
        channel__in=[Channel.TELEGRAM, Channel.EMAIL], failures__gt=0, paused_until__gt=now
    )
    stuck = Notice.objects.pending().filter(
        channel__in=[row.channel for row in down], urgent=True, recipient__isnull=False,
        created_at__lt=now - TOO_LONG,
    ).exclude(last_error=QUIET)[:MOST_AT_ONCE]  # fmt: skip
    count = 0
    for notice in stuck.select_related("recipient"):
        notice.failed(INSTEAD, final=True)
        if notice.state == Notice.State.QUARANTINED:
            tell_another_way(notice)
            count += 1
    return count


def tell_another_way(notice: Notice) -> None:
    """What waits for the person goes by text message when Telegram or e-mail gave up on it.

    A blocked bot is also told on the site, once.
    """
    person = notice.recipient
    if person is None or notice.channel not in (Channel.TELEGRAM, Channel.EMAIL):
        return
    if notice.channel == Channel.TELEGRAM:
        chat = TelegramChat.objects.filter(user=person).exclude(blocked_at=None).first()
        if chat:
            tell_blocked(chat)
    if notice.urgent and notice.kind != "trial":
        _by_phone(notice)


def tell_blocked(chat: TelegramChat) -> None:
    """Once for each time the bot was connected."""
    tell(
        [chat.user], "telegram_blocked", link=reverse("notices:preferences"), name=str(chat),
        dedupe=f"telegram-blocked:{chat.user_id}:{chat.linked_at:%Y%m%d%H%M%S}",
    )  # fmt: skip


def _by_phone(notice: Notice) -> None:
    link = notice.link
    ticket = ticket_of(notice.asks, notice.recipient_id or 0) if notice.asks else None
    if ticket and notice.channel == Channel.TELEGRAM:
        link = reverse("matching:answer", args=[ticket])
    assert notice.recipient
    row = Notice(
        recipient=notice.recipient, province_id=notice.province_id, kind=notice.kind, urgent=True,
        language=notice.language, context=notice.context, link=link, asks=notice.asks,
        phone=notice.recipient.phone, channel=settings.NOTICE_PHONE_CHANNEL,
        dedupe_key=f"instead-of:{notice.pk}",
    )  # fmt: skip
    Notice.objects.bulk_create([row], ignore_conflicts=True)
    wake_delivery({row.channel})
