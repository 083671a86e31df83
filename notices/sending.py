"""Writing to the outbox. Call these inside the transaction of whatever causes the notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import Organisation, Role, User
from notices.models import Notice
from ovop.kernel.tickets import Ticket
from ovop.kernel.wake import wake_after_commit


def tell(
    recipients: Iterable[User], kind: str, /, *, link: str = "", dedupe: str = "",
    answer: Callable[[User], Ticket] | None = None, **context: Any,
) -> None:  # fmt: skip
    """Queue one in-app notice per recipient.

    `dedupe`, when given, makes a second call for the same event and person do nothing. `answer`, when
    given, makes a ticket for each person: they are told by phone too, with a link that answers with it.
    """
    rows = []
    for person in recipients:
        key = f"{dedupe}:{person.pk}" if dedupe else None
        rows.append(
            Notice(
                recipient=person, kind=kind, language=person.language, link=link, context=context,
                dedupe_key=key,
            )
        )  # fmt: skip
        if answer is not None:
            rows.append(
                Notice(
                    recipient=person, phone=person.phone, channel=settings.NOTICE_PHONE_CHANNEL,
                    kind=kind, language=person.language, context=context, link=_address(answer(person)),
                    dedupe_key=f"{key}:phone" if key else None,
                )
            )  # fmt: skip
    Notice.objects.bulk_create(rows, ignore_conflicts=bool(dedupe))
    wake_delivery()


def _address(ticket: Ticket) -> str:
    return settings.SITE_URL + reverse("matching:answer", args=[ticket])


def tell_members(organisation: Organisation, kind: str, /, **rest: Any) -> None:
    """Queue a notice for everybody who acts for `organisation`."""
    tell(organisation.members.filter(is_active=True), kind, **rest)


def tell_staff(province_code: str, kind: str, /, **rest: Any) -> None:
    """Queue a notice for the provincial staff of a province."""
    staff = User.objects.filter(role=Role.STAFF, province_id=province_code, is_active=True)
    tell(staff, kind, **rest)


def send_secret(*, phone: str, kind: str, language: str, code: str) -> None:
    """Queue a one-time code to a phone; the code is erased from the row once delivered."""
    Notice.objects.create(
        phone=phone,
        channel=settings.NOTICE_PHONE_CHANNEL,
        kind=kind,
        language=language[:2],
        context={"code": code},
    )
    wake_delivery()


def wake_delivery() -> None:
    """Ask Celery to drain the outbox after the commit; the sweeper comes by anyway."""
    from notices.tasks import deliver_pending

    wake_after_commit(deliver_pending)
