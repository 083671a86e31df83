"""Forums whose people book their meetings themselves: whoever accepts chooses among the slots free for both.

What is booked is a locked meeting of a published version, so it stays where it is if the organisers have the
rest worked out later.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from forums.capacity import limits_of, tables_for
from forums.models import (
    Forum,
    Meeting,
    MeetingRequest,
    Registration,
    Slot,
    Table,
    TimetableVersion,
)
from forums.seats import SIDES, first_free
from ovop.kernel.states import StateConflict


class SlotTaken(ValidationError):
    """Somebody was quicker; the slot is not free for both any more."""


class Bookings:
    """A forum's slots ahead, tables, who comes and what is booked, read once. Four queries.

    `only`: (request, slot) when nothing else is asked about; then only what bears on these is read, three queries.
    """

    def __init__(self, forum: Forum, only: tuple[MeetingRequest, Slot] | None = None) -> None:
        self.forum = forum
        slots, coming = [only[1]] if only else list(forum.slots.all()), forum.coming()
        meetings = Meeting.objects.filter(timetable__forum=forum, timetable__state="published")
        if only:
            request, slot = only
            parties = Q(producer=request.producer_id) | Q(buyer=request.buyer_id)
            meetings = meetings.filter(parties | Q(slot=slot))
            coming = coming.filter(
                Q(organisation__producer=request.producer_id)
                | Q(organisation__buyer=request.buyer_id)
            )
        now = timezone.now()
        self.ahead = [slot for slot in slots if slot.starts_at > now]
        self.sessions = {slot.session for slot in slots}
        self.tables = list(forum.tables.all())
        self.coming = {row.organisation_id: row for row in coming}
        # The seats that are taken, by side, party and slot: as many as it holds meetings then.
        self.held: dict[tuple[str, int, int], set[int]] = defaultdict(set)
        self.held_in: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)  # by session
        self.taken: dict[int, set[int]] = defaultdict(set)
        self.homes: dict[int, set[int]] = defaultdict(set)  # tables of each producer
        # Rows, not meetings: everybody who books waits for whoever does.
        for held, session, table, producer, seat, buyer, place in meetings.order_by().values_list(
            "slot", "slot__session", "table", "producer", "producer_seat", "buyer", "buyer_seat"
        ):
            for side, party, number in (("producer", producer, seat), ("buyer", buyer, place)):
                self.held[side, party, held].add(number)
                self.held_in[side, party][session] += 1
            self.taken[held].add(table)
            self.homes[producer].add(table)

    def free(self, request: MeetingRequest) -> dict[Slot, list[Table]]:
        """The slots in which both are free, in order, each with the tables; none where one holds its most."""
        rows = {
            side: self.coming.get(getattr(request, side).organisation_id) for side in SIDES
        }  # fmt: skip
        producer, buyer = rows["producer"], rows["buyer"]
        if producer is None or buyer is None:
            return {}
        parties = [(side, getattr(request, f"{side}_id"), row) for side, row in rows.items() if row]
        full = set().union(*(self._full_sessions(*each) for each in parties))
        allowed = tables_for(self.tables, producer, buyer)
        found = {}
        for slot in self.ahead:
            if slot.session in full or any(
                slot.position in row.away or len(self.held[side, party, slot.pk]) >= row.seats
                for side, party, row in parties
            ):
                continue
            tables = [
                table for table in allowed
                if table.pk not in self.taken[slot.pk] and table.usable_in(slot)
            ]  # fmt: skip
            if tables:
                found[slot] = tables
        return found

    def free_seats(self, request: MeetingRequest, slot: Slot) -> dict[str, int]:
        """The first free seat of either side in `slot`, as fields of a meeting."""
        return {
            f"{side}_seat": first_free(self.held[side, getattr(request, f"{side}_id"), slot.pk])
            for side in SIDES
        }

    def _full_sessions(self, side: str, party: int, row: Registration) -> set[int]:
        """Sessions in which it can hold no further meeting; all of them when it holds its most."""
        most, in_session = limits_of(self.forum, row)
        counts = self.held_in[side, party]
        if most is not None and counts.total() >= most:
            return self.sessions
        if in_session is None:
            return set()
        return {number for number in self.sessions if counts[number] >= in_session}


def free_slots(forum: Forum, requests: Iterable[MeetingRequest]) -> dict[int, list[Slot]]:
    """For each request (by key) the slots ahead in which both are free and a table is. Four queries."""
    bookings = Bookings(forum)
    return {request.pk: list(bookings.free(request)) for request in requests}


@transaction.atomic
def accept_and_book(request: MeetingRequest, slot: Slot, answer: str = "") -> Meeting:
    """Accept `request` and hold the meeting in `slot`, at the producer's table if that is free.

    Under the lock of the forum's row, so of two who want one slot the later is told by SlotTaken, and
    nothing of theirs is changed. Raises StateConflict when the request was answered meanwhile.
    """
    forum = request.forum
    assert forum is not None
    # Whoever raced for the slot and lost holds up the next only for this question, not for the whole forum's.
    is_full, version = _locked(request, slot)
    if is_full:
        raise _taken()
    bookings = Bookings(forum, only=(request, slot))
    tables = bookings.free(request).get(slot)
    if tables is None:
        raise _taken()
    request.accept(answer)
    home = bookings.homes[request.producer_id]
    table = next((table for table in tables if table.pk in home), tables[0])
    return Meeting.objects.create(
        timetable_id=version or _first_version(forum), request=request, slot=slot, table=table, producer_id=request.producer_id,
        buyer_id=request.buyer_id, locked=True, **bookings.free_seats(request, slot),
    )  # fmt: skip


def _taken() -> SlotTaken:
    return SlotTaken(
        _("That time has just been taken. Choose another one; your answer was not sent yet.")
    )


# Written out and asked at one go, for everybody who races for a slot asks it one after the other: the ORM takes three
# times as long to put the question as the database to answer it. What follows the lock sees what was done under it,
# because each statement sees the database as it is when it begins (read committed).
_LOCK = "SELECT 1 FROM forums_forum WHERE id = %(forum)s FOR UPDATE;"
_FULL = """
SELECT (SELECT state FROM forums_forum WHERE id = %(forum)s),
  (SELECT id FROM forums_timetableversion WHERE forum_id = %(forum)s AND state = 'published' ORDER BY number DESC LIMIT 1),
  NOT (SELECT starts_at > now() FROM forums_slot WHERE id = %(slot)s)
  OR count(*) FILTER (WHERE m.producer_id = %(producer)s) >= coalesce(
    (SELECT r.seats FROM forums_registration r JOIN producers_producer p USING (organisation_id)
     WHERE p.id = %(producer)s AND r.forum_id = %(forum)s AND r.state = 'approved'), 0)
  OR count(*) FILTER (WHERE m.buyer_id = %(buyer)s) >= coalesce(
    (SELECT r.seats FROM forums_registration r JOIN buyers_buyer b USING (organisation_id)
     WHERE b.id = %(buyer)s AND r.forum_id = %(forum)s AND r.state = 'approved'), 0)
FROM forums_meeting m JOIN forums_timetableversion v ON v.id = m.timetable_id
WHERE m.slot_id = %(slot)s AND v.state = 'published'
"""


def _locked(request: MeetingRequest, slot: Slot) -> tuple[bool, int | None]:
    """Lock the forum's row: (whether the slot is over or full for one of the two or one does not come, the live version).

    One question. Raises StateConflict once the forum is over.
    """
    given = {
        "producer": request.producer_id, "buyer": request.buyer_id,
        "forum": request.forum_id, "slot": slot.pk,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_LOCK + _FULL, given)
        state, version, is_full = cursor.fetchone()
    if request.forum is not None and state in Forum.OVER:
        raise StateConflict(request.forum, state)
    return bool(is_full), version


def _first_version(forum: Forum) -> int:
    """The published version that bookings are written to, when there is none yet."""
    last = forum.timetables.order_by("-number").first()
    made = TimetableVersion.objects.create(
        forum=forum, number=(last.number if last else 0) + 1, state=TimetableVersion.State.PUBLISHED,
        published_at=timezone.now(),
    )  # fmt: skip
    return made.pk
