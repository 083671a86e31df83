"""What is still to be told to programs, written with what caused it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone, translation

from accounts.models import User
from notices.messages import address_of
from notices.models import Notice, Webhook, WebhookDelivery
from notices.texts import ABOUT_THE_ACCOUNT, SECRETS
from ovop.kernel.wake import wake_after_commit

_SPACE = uuid.UUID("5a0ff7de-9d8e-4f52-8f07-1f2a5a1d4a2e")
# Codes and what concerns the account itself are between the platform and the person.
NEVER = SECRETS | ABOUT_THE_ACCOUNT | {"webhook_off", "webhook_added"}


def addresses_to_tell(kind: str, people: Sequence[User], rows: Sequence[Notice]) -> list[Webhook]:
    """The addresses of those to whom one of `rows` is news. Asked before they are written; one query, mostly."""
    if kind in NEVER:
        return []
    hooks = list(Webhook.objects.filter(user__in=[person.pk for person in people], off_at=None, user__is_active=True))  # fmt: skip
    keys = {row.dedupe_key: row.recipient_id for row in rows if row.dedupe_key}
    if not hooks or not keys:
        return hooks
    known = Notice.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True)
    told = {keys.get(str(key)) for key in known}
    return [hook for hook in hooks if hook.user_id not in told]


def queue(hooks: Iterable[Webhook], notices: Iterable[Notice]) -> int:
    """Queue what their owners are told for these addresses; how many."""
    told = {notice.recipient_id: notice for notice in notices}
    rows = [_row(hook, told[hook.user_id]) for hook in hooks if hook.user_id in told]
    if rows:
        WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)
        wake()
    return len(rows)


def _row(hook: Webhook, notice: Notice) -> WebhookDelivery:
    # What is told once (a dedupe key) is queued once, under the same name however often it is asked for.
    event = uuid.uuid5(_SPACE, f"{hook.pk}:{notice.dedupe_key}") if notice.dedupe_key else uuid.uuid4()  # fmt: skip
    return WebhookDelivery(webhook=hook, event=event, kind=notice.kind, payload=payload_of(notice))


def payload_of(notice: Notice) -> dict[str, Any]:
    """What a program gets: the kind, when, the sentence a person reads, what it was made of, and where it leads."""
    with translation.override(notice.language):
        text = str(notice.text)
    return {
        "type": notice.kind,
        "timestamp": timezone.now().isoformat(),
        "data": {
            "text": text,
            "language": notice.language,
            "link": address_of(notice),
            "context": notice.context,
        },
    }


def wake() -> None:
    """Ask Celery to deliver after the commit; the sweeper comes by anyway."""
    from notices.tasks import deliver_to_programs

    wake_after_commit(deliver_to_programs)
