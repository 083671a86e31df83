"""Who is told, and how they want it."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from notices.models import Notice, Preference, TelegramChat
from tests.factories import UserFactory


def somebody(chat: int | None = None, *, person=None, **choice):
    """A person who is told at any hour; with a Telegram when `chat` is given."""
    person = person or UserFactory(language="en", province_id=None)
    defaults = {"quiet": False} | ({"away": "telegram", "pace": "digest"} if chat else {})
    Preference.objects.update_or_create(user=person, defaults=defaults | choice)
    if chat:
        TelegramChat.objects.create(user=person, chat_id=chat, name="@sokha_demo")
    return type(person).objects.get(pk=person.pk)


def told_by(channel):
    """The messages of one channel, oldest first."""
    return list(Notice.objects.filter(channel=channel).order_by("pk"))


def at(monkeypatch, hour, minute=0, day=10):
    """As if it were this hour of the day in Cambodia."""
    moment = datetime(2027, 2, day, hour, minute, tzinfo=ZoneInfo("Asia/Phnom_Penh"))
    monkeypatch.setattr("django.utils.timezone.now", lambda: moment)
    return moment
