"""When a notice may go, and what becomes of one that its channel cannot bring."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from notices.models import Channel, Notice, Preference, TelegramChat

# Answers to what somebody does at that moment are not held back.
AT_ANY_HOUR = frozenset(
    {"sign_in_code", "unknown_account", "account_exists", "email_confirm", "trial"}
)


def quiet_until(notice: Notice, now: datetime) -> datetime | None:
    """Until when the person sleeps; None when the notice may go now."""
    if notice.recipient is None or notice.channel == Channel.IN_APP or notice.kind in AT_ANY_HOUR:
        return None
    choice = getattr(notice.recipient, "notice_preference", None) or Preference()
    return choice.quiet_until_after(now)


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
            _tell_blocked(chat)
    if notice.urgent and notice.kind != "trial":
        _by_phone(notice)


def _tell_blocked(chat: TelegramChat) -> None:
    from notices.sending import tell

    tell(
        [chat.user], "telegram_blocked", link=reverse("notices:preferences"), name=str(chat),
        dedupe=f"telegram-blocked:{chat.user_id}:{chat.linked_at:%Y%m%d%H%M%S}",
    )  # fmt: skip


def _by_phone(notice: Notice) -> None:
    from notices.bot.keyboards import ticket_of
    from notices.sending import wake_delivery

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
