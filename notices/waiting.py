"""Which work of this room waits."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from notices.models import BotUpdate, Notice, WebhookDelivery
from notices.querysets import NoticeQuerySet
from ovop.kernel.waiting import Rows, Work, recent, waits


def _due() -> NoticeQuerySet:
    return Notice.objects.pending().filter(not_before__lte=timezone.now())


def _failed() -> Rows:
    return recent(Notice.objects.filter(state=Notice.State.QUARANTINED))


def _updates() -> Rows:
    waiting = [BotUpdate.State.NEW, BotUpdate.State.ACTED]
    return BotUpdate.objects.filter(state__in=waiting, not_before__lte=timezone.now())


def _hooks() -> Rows:
    state = WebhookDelivery.State.PENDING
    return WebhookDelivery.objects.filter(
        state=state, not_before__lte=timezone.now(), webhook__off_at=None
    )


def _hooks_failed() -> Rows:
    return recent(WebhookDelivery.objects.filter(state=WebhookDelivery.State.FAILED))


waits(
    Work(
        "messages", _("Messages to people"), _due, "not_before", timedelta(minutes=3), _failed, "notices:deliveries",
    ),
    Work("webhooks", _("Messages to people's programs"), _hooks, "not_before", timedelta(minutes=30), _hooks_failed),
    Work("telegram_updates", _("What people wrote in Telegram"), _updates, "not_before", timedelta(minutes=3)),
)  # fmt: skip
