"""Forums whose people book their meetings themselves: whoever accepts chooses among the slots free for both.

What is booked is a locked meeting of a published version, so it stays where it is if the organisers have the
rest worked out later.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.models import (
    Forum,
    Meeting,
    MeetingRequest,
    Registration,
    Slot,
    Table,
    TimetableVersion,
)
from forums.places import limits_of, tables_for
from forums.seats import free_seats


class SlotTaken(ValidationError):
    """Somebody was quicker; the slot is not free for both any more."""


def free_slots(forum: Forum, requests: Iterable[MeetingRequest]) -> dict[int, list[Slot]]:
    """For each request (by key) the slots ahead in which both are free and a table is; none where
    one of the two holds its most. Six queries."""
    slots = list(forum.slots_ahead())
    session = dict(forum.slots.values_list("pk", "session"))
    tables = list(forum.tables.all())
    coming = {row.organisation_id: row for row in forum.coming()}
    held: Counter[tuple[str, int, int]] = Counter()
    taken: dict[int, set[int]] = defaultdict(set)
    for meeting in _booked(forum):
        held["producer", meeting.producer_id, meeting.slot_id] += 1
        held["buyer", meeting.buyer_id, meeting.slot_id] += 1
        taken[meeting.slot_id].add(meeting.table_id)
    found: dict[int, list[Slot]] = {}
    for request in requests:
        producer = coming.get(request.producer.organisation_id)
        buyer = coming.get(request.buyer.organisation_id)
        if producer is None or buyer is None:
            found[request.pk] = []
            continue
        allowed = tables_for(tables, producer, buyer)
        sides = (("producer", request.producer_id, producer), ("buyer", request.buyer_id, buyer))
        full = _full_sessions(forum, sides, held, session)
        found[request.pk] = [
            slot for slot in slots
            if slot.session not in full
            and held["producer", request.producer_id, slot.pk] < producer.seats
            and held["buyer", request.buyer_id, slot.pk] < buyer.seats
            and slot.position not in producer.away and slot.position not in buyer.away
            and _tables(allowed, slot, taken[slot.pk])
        ]  # fmt: skip
    return found


def _full_sessions(
    forum: Forum, sides: Iterable[tuple[str, int, Registration]],
    held: Counter[tuple[str, int, int]], session: dict[int, int],
) -> set[int]:  # fmt: skip
    """Sessions in which one of the two can hold no further meeting; all of them when it holds its most."""
    full: set[int] = set()
    for side, party, row in sides:
        most, in_session = limits_of(forum, row)
        counts: Counter[int] = Counter()
        for (kind, key, slot), number in held.items():
            if (kind, key) == (side, party):
                counts[session[slot]] += number
        if most is not None and counts.total() >= most:
            return set(session.values())
        full |= {n for n, count in counts.items() if in_session is not None and count >= in_session}
    return full


def _booked(forum: Forum) -> list[Meeting]:
    return list(Meeting.objects.filter(timetable__forum=forum, timetable__state="published"))


def _tables(tables: list[Table], slot: Slot, taken: set[int]) -> list[Table]:
    return [
        table for table in tables
        if table.pk not in taken and table.usable_in(slot)
    ]  # fmt: skip


@transaction.atomic
def accept_and_book(request: MeetingRequest, slot: Slot, answer: str = "") -> Meeting:
    """Accept `request` and hold the meeting in `slot`, at the producer's table if that is free.

    Under the lock of the forum's row, so of two who want one slot the later is told by SlotTaken, and
    nothing of theirs is changed. Raises StateConflict when the request was answered meanwhile.
    """
    forum = request.forum
    assert forum is not None
    forum.lock()
    if slot not in free_slots(forum, [request])[request.pk]:
        raise SlotTaken(
            _("That time has just been taken. Choose another one; your answer was not sent yet.")
        )
    request.accept(answer)
    version = _live_version(forum)
    rows = _booked(forum)
    taken = {meeting.table_id for meeting in rows if meeting.slot_id == slot.pk}
    sides = [
        forum.registrations.get(organisation=party.organisation_id)
        for party in (request.producer, request.buyer)
    ]
    tables = _tables(tables_for(list(forum.tables.all()), *sides), slot, taken)
    home = [m.table_id for m in rows if m.producer_id == request.producer_id]
    table = next((table for table in tables if table.pk in home), tables[0])
    return Meeting.objects.create(
        timetable=version, request=request, slot=slot, table=table, producer=request.producer,
        buyer=request.buyer, locked=True, **free_seats(version, slot, request),
    )  # fmt: skip


def _live_version(forum: Forum) -> TimetableVersion:
    """The published version that bookings are written to; the first booking makes it."""
    version = forum.published()
    if version is None:
        last = forum.timetables.order_by("-number").first()
        version = TimetableVersion.objects.create(
            forum=forum, number=(last.number if last else 0) + 1, state=TimetableVersion.State.PUBLISHED,
            published_at=timezone.now(),
        )  # fmt: skip
    return version
