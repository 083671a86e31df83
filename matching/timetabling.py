"""From a forum's rows to the scheduler's plain data, and back into a draft timetable."""

from __future__ import annotations

from collections.abc import Hashable

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.models import Forum, Meeting, MeetingRequest, Registration, TimetableVersion
from matching.models import ScheduleRun
from matching.scheduling import Participant, Problem, Request, Timetable

PROBLEM_TEXTS = {
    "no_slots": _("This forum has no time slots yet. Lay out the day first."),
    "no_tables": _("This forum has no tables yet. Lay out the hall first."),
    "pair_twice": _("The same pair is requested twice."),
}
UNPLACED_TEXTS = {
    "no_common_slot": _("the two are never free at the same time"),
    "first_full": _("the producer has no free slot left"),
    "second_full": _("the buyer has no free slot left"),
    "tables_full": _("every table is taken when both are free"),
    "outweighed": _("more requests could be met without it"),
}


def placeable_requests(forum: Forum) -> list[MeetingRequest]:
    """Accepted requests of the forum between two approved sides, oldest first."""
    approved = Registration.objects.filter(forum=forum, state=Registration.State.APPROVED)
    organisations = approved.values("organisation")
    return list(
        forum.requests.filter(
            Q(producer__organisation__in=organisations) & Q(buyer__organisation__in=organisations),
            state=MeetingRequest.State.ACCEPTED,
        )
        .select_related("producer", "buyer")
        .order_by("pk")
    )


def problem_of(forum: Forum, requests: list[MeetingRequest]) -> Problem:
    """The scheduling problem: who wants to meet whom, in how many slots, at how many tables."""
    limits = dict(
        Registration.objects.filter(forum=forum).values_list("organisation_id", "max_meetings")
    )
    people: dict[tuple[str, int], Participant] = {}
    for request in requests:
        for side, party in (("producer", request.producer), ("buyer", request.buyer)):
            key = (side, party.pk)
            people.setdefault(key, Participant(key, most=limits.get(party.organisation_id)))
    return Problem(
        participants=tuple(people.values()),
        requests=tuple(
            Request(r.pk, ("producer", r.producer_id), ("buyer", r.buyer_id), r.weight)
            for r in requests
        ),
        slots=forum.slots.count(),
        tables=forum.tables.count(),
    )


@transaction.atomic
def save_draft(
    run: ScheduleRun, requests: list[MeetingRequest], timetable: Timetable
) -> TimetableVersion:
    """Write the answer as the forum's draft timetable."""
    forum = run.forum
    version = TimetableVersion.new_draft(forum, run.started_by)
    version.value, version.bound = timetable.value, timetable.bound
    version.requested = len(requests)
    version.unplaced = [
        {"request": item.request, "reason": item.reason} for item in timetable.unplaced
    ]
    version.save(update_fields=["value", "bound", "requested", "unplaced"])
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
        )
        for place in timetable.placements
    )
    return version
