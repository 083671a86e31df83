"""Who holds several meetings at once: each of them has a seat, and the database lets no seat be taken twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from forums.models import Forum, Meeting, MeetingRequest, Slot, TimetableVersion

SIDES = ("producer", "buyer")


def seats_at(forum: Forum) -> dict[int, int]:
    """How many meetings each organisation that comes can hold at once, by its key. One query."""
    coming = forum.coming()
    return dict(coming.values_list("organisation", "seats"))


def seat_all(meetings: Iterable[Meeting]) -> list[Meeting]:
    """Number the seats of meetings that are not stored yet, each slot and party from 0; they are returned."""
    taken: Counter[tuple[str, int, int]] = Counter()
    rows = list(meetings)
    for meeting in rows:
        for side in SIDES:
            key = (side, getattr(meeting, f"{side}_id"), meeting.slot_id)
            setattr(meeting, f"{side}_seat", taken[key])
            taken[key] += 1
    return rows


def first_free(taken: set[int]) -> int:
    """The lowest seat that is not taken."""
    return next(n for n in range(len(taken) + 1) if n not in taken)


def free_seats(version: TimetableVersion, slot: Slot, request: MeetingRequest) -> dict[str, int]:
    """The first free seat of either side in `slot`, as fields of a meeting. Two queries.

    It may be one the side does not have: whether there is room is asked before.
    """
    found = {}
    for side in SIDES:
        party = getattr(request, f"{side}_id")
        here = version.meetings.filter(slot=slot, **{side: party}).exclude(request=request)
        taken = set(here.values_list(f"{side}_seat", flat=True))
        found[f"{side}_seat"] = first_free(taken)
    return found
