"""One message a day with everything that did not have to be told at once."""

from __future__ import annotations

from datetime import timedelta

import structlog
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from notices.models import Away, Channel, Notice, Pace, Preference
from notices.routing import Message, Router
from notices.sending import wake_delivery

log = structlog.get_logger(__name__)
MOST_LINES = 8
# A row written in a long transaction is older than its appearance; `digested` keeps it from being told twice.
COMMITTED_LATE = timedelta(minutes=30)


def write_due() -> int:
    """Write the message for everybody whose hour has come; how many were written."""
    now = timezone.now()
    choosing = Preference.objects.filter(pace=Pace.DIGEST).exclude(away=Away.NOWHERE)
    due = [row.pk for row in choosing if row.digest_due(now)]
    return sum(_written(pk) for pk in due)


def _written(pk: int) -> bool:
    """One person's; whatever is wrong with it does not keep the others waiting."""
    try:
        return _write(pk)
    except Exception:
        log.exception("digest_failed", person=pk)
        return False


@transaction.atomic
def _write(pk: int) -> bool:
    """One person's; False when there is nothing unread, or another worker was quicker."""
    choice = (
        Preference.objects.select_for_update(of=("self",), skip_locked=True)
        .select_related("user").filter(pk=pk, user__is_active=True).first()
    )  # fmt: skip
    now = timezone.now()
    if choice is None or not choice.digest_due(now):
        return False
    since = choice.digested_at or now
    choice.digested_at = now
    choice.save(update_fields=["digested_at"])
    news = (
        Notice.objects.visible_to(choice.user).unread()
        .filter(created_at__gt=since - COMMITTED_LATE, urgent=False, digested=False)
        .order_by("-created_at", "-pk")
    )  # fmt: skip
    rows = list(news)
    if not rows:
        return False
    _queue(choice, rows)
    Notice.objects.filter(pk__in=[row.pk for row in rows]).update(digested=True)
    return True


def _queue(choice: Preference, rows: list[Notice]) -> None:
    router = Router([choice.user])
    channel = router.channel_of(choice.user, choice)
    with translation.override(choice.user.language):
        lines = [f"• {row.text}" for row in rows[:MOST_LINES]]
    if len(rows) > MOST_LINES:
        lines.append("…")
    long = channel in (Channel.TELEGRAM, Channel.EMAIL)
    context = {"count": len(rows)} | ({"lines": "\n".join(lines)} if long else {})
    message = Message("digest" if long else "digest_short", context, link=reverse("notices:inbox"))
    row = router.away_row(choice.user, message, anyway=True)
    if row:
        row.save()
        wake_delivery({row.channel})
