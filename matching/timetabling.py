"""From a forum's rows to the scheduler's plain data, and back into a draft timetable."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from buyers.models import Buyer
from forums.models import (
    Forum,
    Meeting,
    MeetingRequest,
    PairRule,
    Registration,
    Slot,
    TimetableVersion,
)
from matching.models import ScheduleRun
from matching.scheduling import Participant, Placement, Problem, ProblemError, Request, Timetable
from matching.scheduling.answer import Shortfall
from producers.models import Producer

PROBLEM_TEXTS = {
    "no_slots": gettext_lazy("This forum has no time slots yet. Lay out the day first."),
    "no_tables": gettext_lazy("This forum has no tables yet. Lay out the hall first."),
    "pair_twice": gettext_lazy("The same pair is requested twice: %(who)s. Withdraw one of the two."),
    "fixed_where_it_cannot_be": gettext_lazy(
        "The locked meeting %(who)s cannot stay where it is: somebody is away then, or there is no table. Unlock it or move it."
    ),
    "fixed_twice": gettext_lazy("%(who)s has two locked meetings at once. Unlock or move one of them."),
    "table_fixed_twice": gettext_lazy("Two locked meetings are at one table at once, one of them %(who)s. Move it."),
}  # fmt: skip
UNPLACED_TEXTS = {
    "vetoed": gettext_lazy("the two must not meet"),
    "no_common_slot": gettext_lazy("the two are never free at the same time"),
    "first_full": gettext_lazy("the producer has no free slot left"),
    "second_full": gettext_lazy("the buyer has no free slot left"),
    "tables_full": gettext_lazy("every table is taken when both are free"),
    "outweighed": gettext_lazy("more requests could be met without it"),
}


def sentence_of_problem(error: ProblemError) -> str:
    """What contradicts itself, with the names of those it is about."""
    text = PROBLEM_TEXTS.get(error.reason)
    return str(text) % {"who": _name_of(error.detail)} if text else error.reason


def _name_of(detail: Hashable) -> str:
    if isinstance(detail, int):
        found = MeetingRequest.objects.with_parties().filter(pk=detail).first()
        return (
            f"{found.producer.organisation.name} – {found.buyer.organisation.name}" if found else ""
        )
    if isinstance(detail, tuple):
        parties = Producer.objects if detail[0] == "producer" else Buyer.objects
        party = parties.select_related("organisation").filter(pk=detail[1]).first()
        return party.organisation.name if party else ""
    return ""


def shortfall_texts(shortfalls: Iterable[Shortfall]) -> list[str]:
    """Who gets fewer meetings than promised, and whose doing that is."""
    return [
        _("%(who)s: %(held)s of %(least)s promised meetings. %(short)s ask only %(blockers)s, who can hold %(room)s together.") % {
            "who": _name_of(each.person), "held": each.held, "least": each.least, "room": each.room,
            "short": ", ".join(_name_of(person) for person in each.short),
            "blockers": ", ".join(_name_of(person) for person in each.blockers),
        } if each.blockers else _("%(who)s: %(held)s of %(least)s promised meetings.") % {
            "who": _name_of(each.person), "held": each.held, "least": each.least,
        }
        for each in shortfalls
    ]  # fmt: skip


def placeable_requests(forum: Forum, *, also: Iterable[int] = ()) -> list[MeetingRequest]:
    """Accepted requests of the forum between two approved sides, and those of `also`; oldest first."""
    approved = Registration.objects.filter(forum=forum, state=Registration.State.APPROVED)
    organisations = approved.values("organisation")
    agreed = Q(
        producer__organisation__in=organisations, buyer__organisation__in=organisations,
        state=MeetingRequest.State.ACCEPTED,
    )  # fmt: skip
    return list(
        forum.requests.filter(agreed | Q(pk__in=list(also)))
        .select_related("producer__organisation", "buyer__organisation")
        .order_by("pk")
    )


def problem_of(forum: Forum, requests: list[MeetingRequest], *, keep: bool = False) -> Problem:
    """The scheduling problem: who wants to meet whom, in how many slots, at how many tables.

    With `keep` the locked meetings of the newest version stay where they are. Six queries.
    """
    slots, tables = list(forum.slots.all()), list(forum.tables.all())
    coming = {
        row.organisation_id: row
        for row in Registration.objects.filter(forum=forum, state=Registration.State.APPROVED)
    }
    number = {slot.position: n for n, slot in enumerate(slots)}
    people: dict[tuple[str, int], Participant] = {}
    for request in requests:
        for side, party in (("producer", request.producer), ("buyer", request.buyer)):
            row = coming.get(party.organisation_id)
            people.setdefault(
                (side, party.pk),
                Participant(
                    (side, party.pk),
                    frozenset(number[position] for position in row.away if position in number) if row else frozenset(),
                    most=row.max_meetings if row else None, least=row.min_meetings if row else 0,
                ),
            )  # fmt: skip
    fixed = _locked(forum) if keep else {}
    rules = {(rule.producer_id, rule.buyer_id): rule.kind for rule in forum.pair_rules.all()}
    slot_at, table_at = places_of(forum)
    return Problem(
        participants=tuple(people.values()),
        requests=tuple(
            Request(
                r.pk, ("producer", r.producer_id), ("buyer", r.buyer_id), r.weight,
                slot=slot_at[fixed[r.pk].slot_id] if r.pk in fixed else None,
                table=table_at[fixed[r.pk].table_id] if r.pk in fixed else None,
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


def days_of(slots: Iterable[Slot]) -> tuple[int, ...]:
    """The day of each slot, as the scheduler numbers days."""
    return tuple(timezone.localtime(slot.starts_at).toordinal() for slot in slots)


def places_of(forum: Forum) -> tuple[dict[int, int], dict[int, int]]:
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


def save_draft(
    run: ScheduleRun, requests: list[MeetingRequest], timetable: Timetable
) -> TimetableVersion:
    """Write the answer of `run` as the forum's draft timetable."""
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
    Meeting.objects.bulk_create(
        Meeting(
            timetable=version,
            request=by_id[place.request],
            slot=slots[place.slot],
            table=tables[place.table],
            producer_id=by_id[place.request].producer_id,
            buyer_id=by_id[place.request].buyer_id,
            locked=place.request in locked,
        )
        for place in timetable.placements
    )
    return version


def placements_of(version: TimetableVersion) -> list[Placement]:
    """The meetings of `version` as the scheduler takes them. Three queries."""
    slots, tables = places_of(version.forum)
    return [
        Placement(row.request_id, slots[row.slot_id], tables[row.table_id])
        for row in version.meetings.all()
    ]
