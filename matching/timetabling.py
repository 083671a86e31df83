"""From a forum's rows to the scheduler's plain data, and back into a draft timetable."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models import User
from forums.capacity import limits_of, tables_for
from forums.models import (
    Forum,
    Meeting,
    MeetingRequest,
    PairRule,
    Registration,
    Slot,
    TimetableVersion,
)
from forums.seats import seat_all
from matching.models import ScheduleRun
from matching.schedule_texts import shortfall_texts
from matching.scheduling import Participant, Placement, Problem, Request, Timetable


def placeable_requests(
    forum: Forum, *, also: Iterable[int] = (), with_parties: bool = True
) -> list[MeetingRequest]:
    """Accepted requests of the forum between two approved sides, and those of `also`; oldest first.

    `with_parties`: each with its producer and buyer.
    """
    approved = forum.coming()
    organisations = approved.values("organisation")
    agreed = Q(
        producer__organisation__in=organisations, buyer__organisation__in=organisations,
        state=MeetingRequest.State.ACCEPTED,
    )  # fmt: skip
    rows = forum.requests.filter(agreed | Q(pk__in=list(also))).order_by("pk")
    if with_parties:
        rows = rows.select_related("producer__organisation", "buyer__organisation")
    return list(rows)


def problem_of(forum: Forum, requests: list[MeetingRequest], *, keep: bool = False) -> Problem:
    """The scheduling problem: who wants to meet whom, in how many slots, at how many tables.

    With `keep` the locked meetings of the newest version stay where they are. Six queries.
    """
    slots, tables = list(forum.slots.all()), list(forum.tables.all())
    coming = {row.organisation_id: row for row in forum.coming()}
    number = {slot.position: n for n, slot in enumerate(slots)}
    sessions = sorted({slot.session for slot in slots})
    people: dict[tuple[str, int], Participant] = {}
    for request in requests:
        for side, party in (("producer", request.producer), ("buyer", request.buyer)):
            row = coming.get(party.organisation_id)
            people.setdefault(
                (side, party.pk),
                Participant(
                    (side, party.pk),
                    frozenset(number[position] for position in row.away if position in number) if row else frozenset(),
                    least=row.min_meetings if row else 0, seats=row.seats if row else 1, **_most(forum, side, row, sessions),
                ),
            )  # fmt: skip
    fixed = _locked(forum) if keep else {}
    rules = {(rule.producer_id, rule.buyer_id): rule.kind for rule in forum.pair_rules.all()}
    slot_at, table_at = places_of(forum)

    def allowed(request: MeetingRequest) -> frozenset[int] | None:
        rows = [
            coming.get(request.producer.organisation_id),
            coming.get(request.buyer.organisation_id),
        ]
        if request.pk in fixed or rows[0] is None or rows[1] is None:
            return None  # a locked meeting stands where the organisers put it
        found = tables_for(tables, rows[0], rows[1])
        return None if len(found) == len(tables) else frozenset(table_at[each.pk] for each in found)

    return Problem(
        participants=tuple(people.values()),
        requests=tuple(
            Request(
                r.pk, ("producer", r.producer_id), ("buyer", r.buyer_id), r.weight,
                slot=slot_at[fixed[r.pk].slot_id] if r.pk in fixed else None,
                table=table_at[fixed[r.pk].table_id] if r.pk in fixed else None, tables=allowed(r),
                required=rules.get((r.producer_id, r.buyer_id)) == PairRule.Kind.MUST,
            )
            for r in requests
        ),
        slots=len(slots),
        tables=len(tables),
        sessions=tuple(slot.session for slot in slots),
        days=days_of(slots),
        vetoes=frozenset(
            frozenset((("producer", p), ("buyer", b)))
            for (p, b), kind in rules.items() if kind == PairRule.Kind.MUST_NOT
        ),
        closed=frozenset(
            (n, t)
            for n, slot in enumerate(slots)
            for t, table in enumerate(tables)
            if not table.usable_in(slot)
        ),
    )  # fmt: skip


def _most(forum: Forum, side: str, row: Registration | None, sessions: list[int]) -> dict[str, Any]:
    """What caps a participant's meetings, in all and per session."""
    in_all, in_session = limits_of(forum, row) if row else forum.meetings_of(side)
    return {
        "most": in_all,
        "most_in": tuple((n, in_session) for n in sessions) if in_session is not None else (),
    }


def days_of(slots: Iterable[Slot]) -> tuple[int, ...]:
    """The day of each slot, as the scheduler numbers days."""
    return tuple(timezone.localtime(slot.starts_at).toordinal() for slot in slots)


Hall = tuple[dict[int, int], dict[int, int]]


def places_of(forum: Forum) -> Hall:
    """The scheduler's numbers of the forum's slots and tables by primary key. Two queries."""
    slots = {pk: n for n, pk in enumerate(forum.slots.values_list("pk", flat=True))}
    tables = {pk: n for n, pk in enumerate(forum.tables.values_list("pk", flat=True))}
    return slots, tables


def newest_version(forum: Forum) -> TimetableVersion | None:
    """The draft if there is one, else what is published."""
    live = [TimetableVersion.State.DRAFT, TimetableVersion.State.PUBLISHED]
    return forum.timetables.filter(state__in=live).order_by("-number").first()


def _locked(forum: Forum) -> dict[int, Meeting]:
    version = newest_version(forum)
    rows = version.meetings.filter(locked=True) if version else Meeting.objects.none()
    return {row.request_id: row for row in rows}


class HallChanged(Exception):
    """Slots or tables are not those any more that a timetable was worked out for."""


@transaction.atomic
def save_draft(
    run: ScheduleRun, requests: list[MeetingRequest], timetable: Timetable, hall: Hall
) -> TimetableVersion:
    """Write the answer of `run` as the forum's draft timetable. `hall` is `places_of` before it was worked out.

    Raises HallChanged when slots or tables were added or taken away meanwhile.
    """
    run.forum.lock()
    if places_of(run.forum) != hall:
        raise HallChanged
    locked = set(_locked(run.forum)) if run.keep_locked else set()
    return write_draft(run.forum, run.started_by, requests, timetable, locked)


@transaction.atomic
def write_draft(
    forum: Forum, user: User | None, requests: list[MeetingRequest], timetable: Timetable,
    locked: set[int],
) -> TimetableVersion:  # fmt: skip
    """The forum's new draft; `locked` are ids of requests whose meetings stay locked."""
    version = TimetableVersion.new_draft(forum, user)
    version.value, version.bound = timetable.value, timetable.bound
    version.breaks, version.breaks_bound = timetable.breaks, timetable.breaks_bound
    version.table_moves = timetable.table_moves
    version.requested = len(requests)
    version.unplaced = [
        {"request": item.request, "reason": item.reason} for item in timetable.unplaced
    ]
    version.shortfalls = shortfall_texts(timetable.shortfalls)
    version.save()
    slots, tables = list(forum.slots.all()), list(forum.tables.all())
    by_id: dict[Hashable, MeetingRequest] = {request.pk: request for request in requests}
    meetings = (
        Meeting(
            timetable=version, request=by_id[place.request], slot=slots[place.slot],
            table=tables[place.table], producer_id=by_id[place.request].producer_id,
            buyer_id=by_id[place.request].buyer_id, locked=place.request in locked,
        )
        for place in timetable.placements
    )  # fmt: skip
    Meeting.objects.bulk_create(seat_all(meetings))
    return version


def placements_of(version: TimetableVersion) -> list[Placement]:
    """The meetings of `version` as the scheduler takes them. Three queries."""
    slots, tables = places_of(version.forum)
    return [
        Placement(row.request_id, slots[row.slot_id], tables[row.table_id])
        for row in version.meetings.all()
    ]
