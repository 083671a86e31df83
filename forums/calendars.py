"""One's meetings as a calendar (RFC 5545): a file, or an address a phone's calendar asks again and again.

The address is signed and needs no signing in, because calendars cannot; it shows names, times and tables,
never a phone number.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.core.signing import BadSignature, Signer
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from accounts.models import Organisation, User
from forums.models import Meeting

_SIGNER = Signer(salt="agenda")


def feed_key(user: User) -> str:
    """What stands in the address of `user`'s calendar."""
    return _SIGNER.sign(str(user.pk))


def owner_of(key: str) -> User | None:
    """Whose calendar it is; None for a key nobody made, or somebody who may not sign in any more."""
    try:
        pk = int(_SIGNER.unsign(key))
    except (BadSignature, ValueError):
        return None
    return User.objects.filter(pk=pk, is_active=True).first()


def calendar_of(user: User, site: str) -> bytes:
    """Every published meeting of `user`'s organisations; `site` is the platform's address."""
    found = Calendar()
    found.add("prodid", "-//OVOP Match//agenda//KM")
    found.add("version", "2.0")
    found.add("x-wr-calname", "OVOP Match")
    for meeting, other in _meetings_of(user):
        found.add_component(_event(meeting, other.name, site))
    return bytes(found.to_ical())


def agenda_of(user: User) -> str:
    """The meetings ahead as plain text in the active language, by forum; empty when there are none."""
    now = timezone.now()
    lines: list[str] = []
    forum = None
    for meeting, other in _meetings_of(user):
        if meeting.slot.ends_at < now:
            continue
        if meeting.timetable.forum_id != forum:
            forum = meeting.timetable.forum_id
            head = meeting.timetable.forum
            lines += [*([""] if lines else []), head.name, f"{head.dates}, {head.venue}"]
        table = _("Table %(number)s") % {"number": meeting.table.number}
        about = meeting.request.product or meeting.request.need
        subject = f" ({about.name})" if about else ""
        lines.append(f"{meeting.slot} · {table} · {other.name}{subject}")
    return "\n".join(lines)


def _meetings_of(user: User) -> list[tuple[Meeting, Organisation]]:
    """Every published meeting of the user's organisations, in time's order."""
    rows = Meeting.objects.filter(timetable__state="published").visible_to(user).with_parties()
    return with_whom(user, rows.order_by("slot__starts_at", "pk"))


def with_whom(user: User, meetings: Iterable[Meeting]) -> list[tuple[Meeting, Organisation]]:
    """Those of `meetings` that the user's organisations have, each with the other side."""
    own = set(user.organisations.values_list("pk", flat=True))
    return [
        (
            meeting,
            meeting.buyer.organisation
            if meeting.producer.organisation_id in own
            else meeting.producer.organisation,
        )
        for meeting in meetings
        if own & {meeting.producer.organisation_id, meeting.buyer.organisation_id}
    ]


def _event(meeting: Meeting, other: str, site: str) -> Event:
    forum, version = meeting.timetable.forum, meeting.timetable
    event = Event()
    event.add("uid", f"meeting-{meeting.request_id}@ovop-match")
    event.add("sequence", version.number)
    event.add("dtstamp", version.published_at or timezone.now())
    event.add("dtstart", meeting.slot.starts_at)
    event.add("dtend", meeting.slot.ends_at)
    about = meeting.request.product or meeting.request.need
    event.add("summary", f"{other} · {about.name}" if about else other)
    event.add("location", f"{_('Table')} {meeting.table.number}, {forum.venue}")
    event.add("description", forum.name)
    event.add("url", f"{site}/my/agenda/")
    return event
