"""Which work of this room waits."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices.models import BotUpdate, Notice
from notices.querysets import NoticeQuerySet
from ovop.kernel.waiting import STILL_NEWS, Rows, Work, waits


def _due() -> NoticeQuerySet:
    return Notice.objects.pending().filter(not_before__lte=timezone.now())


def _failed() -> NoticeQuerySet:
    state = Notice.State.QUARANTINED
    return Notice.objects.filter(state=state, created_at__gt=timezone.now() - STILL_NEWS)


def _updates() -> Rows:
    waiting = [BotUpdate.State.NEW, BotUpdate.State.ACTED]
    return BotUpdate.objects.filter(state__in=waiting, not_before__lte=timezone.now())


waits(
    Work(
        "messages", _("Messages to people"), _due, "not_before", timedelta(minutes=3), _failed, "notices:deliveries",
    ),
    Work("telegram_updates", _("What people wrote in Telegram"), _updates, "not_before", timedelta(minutes=3)),
)  # fmt: skip
