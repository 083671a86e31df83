"""The person's chat with the bot."""

from __future__ import annotations

from django.utils import timezone, translation

from notices.bot import api, keyboards
from notices.channels.errors import ChannelDown, Refused
from notices.hooks import hooks
from notices.messages import address_of, sentence_of
from notices.models import Notice, TelegramChat


def deliver(notice: Notice) -> str:
    """Send the sentence with a button for each answer; the message's number in the chat is its name."""
    if not api.configured():
        raise ChannelDown("no bot is set (TELEGRAM_BOT_TOKEN, TELEGRAM_BOT_NAME)")
    chat = TelegramChat.objects.filter(user=notice.recipient).first()
    if chat is None:
        raise Refused("Telegram is not connected any more")
    try:
        sent = api.make(_message(notice, chat.chat_id))
    except api.Blocked:
        TelegramChat.objects.filter(pk=chat.pk).update(blocked_at=timezone.now())
        raise
    return str(sent.message_id)


def _message(notice: Notice, chat_id: int) -> api.Call:
    with translation.override(notice.language):
        text, keyboard = sentence_of(notice), None
        ticket = keyboards.ticket_of(notice.asks, notice.recipient_id or 0) if notice.asks else None
        if ticket and notice.recipient:
            question = hooks.question_of(ticket, notice.recipient)
            keyboard = keyboards.answers(question, notice.asks) if question else None
    if address := address_of(notice):
        text = f"{api.cut(text, less=address + '-')}\n{address}"
    params = {"chat_id": chat_id, "text": text}
    return api.Call("send_message", params | ({"reply_markup": keyboard} if keyboard else {}))
