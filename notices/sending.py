"""Writing to the outbox. Call these inside the transaction of whatever causes the notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from accounts.models import Organisation, Role, User
from notices.models import Channel, Notice
from notices.routing import Message, Router
from notices.webhooks import queueing
from ovop.kernel.tickets import Ticket
from ovop.kernel.wake import wake_after_commit

CODE_GOOD_FOR = timedelta(minutes=10)


def tell(
    recipients: Iterable[User], kind: str, /, *, link: str = "", dedupe: str = "",
    answer: Callable[[User], Ticket] | None = None, province: str | None = None, **context: Any,
) -> None:  # fmt: skip
    """Queue a notice on the site for each recipient, and one by the way they chose to be told.

    `dedupe`, when given, makes a second call for the same event and person do nothing. `answer`, when
    given, makes a ticket for each person: the message then carries buttons or a link that answer with it.
    `province` says whose wording is used and whose staff see the delivery; by default each person's own.
    """
    people = list(recipients)
    message = Message(kind, context, link, dedupe, answer, province)
    router = Router(people)
    rows = [row for person in people for row in router.rows(person, message)]
    here = [row for row in rows if row.channel == Channel.IN_APP]
    hooks = queueing.addresses_to_tell(kind, people, here)
    Notice.objects.bulk_create(rows, ignore_conflicts=bool(dedupe))
    queueing.queue(hooks, here)
    wake_delivery({row.channel for row in rows if row.state == Notice.State.PENDING})


def tell_members(organisation: Organisation, kind: str, /, **rest: Any) -> None:
    """Queue a notice for everybody who acts for `organisation`."""
    members = organisation.members.filter(is_active=True)
    tell(members, kind, province=organisation.province_id, **rest)


def tell_staff(province_code: str, kind: str, /, **rest: Any) -> None:
    """Queue a notice for the provincial staff of a province."""
    staff = User.objects.filter(role=Role.STAFF, province_id=province_code, is_active=True)
    tell(staff, kind, province=province_code, **rest)


def send_to_phone(*, phone: str, kind: str, language: str, link: str = "", **context: Any) -> None:
    """Queue a message to a phone that may have no account yet."""
    _to_phone(phone=phone, kind=kind, language=language, link=link, context=context)


def send_secret(*, phone: str, kind: str, language: str, code: str) -> None:
    """Queue a one-time code to a phone; it is erased once delivered, and not sent when it is too late."""
    _to_phone(
        phone=phone, kind=kind, language=language, context={"code": code}, urgent=True,
        expires_at=timezone.now() + CODE_GOOD_FOR,
    )  # fmt: skip


def _to_phone(**row: Any) -> None:
    channel = settings.NOTICE_PHONE_CHANNEL
    Notice.objects.create(channel=channel, **row)
    wake_delivery({channel})


def wake_delivery(channels: Iterable[str]) -> None:
    """Ask Celery to drain these channels after the commit; the sweeper comes by anyway."""
    from notices.tasks import deliver_pending

    for channel in sorted(channels):
        wake_after_commit(deliver_pending, channel)
