"""What a door's phone keeps: who is expected, so that a badge or a name means something without a network."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from forums.models import CheckIn, Forum, Meeting, Registration


def latest_of(forum: Forum) -> int:
    """The number of the last thing that any door said; 0 when none did."""
    last = forum.check_ins.order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


def people_of(forum: Forum, since: int | None = None) -> list[dict[str, Any]]:
    """Everybody with a registration, or those about whom doors said something after number `since`.

    Keys: id, organisation (its key), badge, name, other (the name in the other language), side, phone (digits), state, told (the state
    in words), at ("HH:MM" since when they are there, or ""), first (their next meeting: "HH:MM · table").
    """
    rows = forum.registrations.select_related("organisation")
    if since is not None:
        rows = rows.filter(check_ins__pk__gt=since).distinct()
    else:
        rows = rows.exclude(state=Registration.State.CANCELLED)
    return [_person(row, first) for row, first in _with_first(forum, list(rows))]


def _with_first(forum: Forum, rows: list[Registration]) -> list[tuple[Registration, str]]:
    """With the first meeting that has not ended."""
    meetings = (
        Meeting.objects.filter(
            timetable__forum=forum, timetable__state="published", slot__ends_at__gt=timezone.now()
        )
        .order_by("slot__position")
        .values_list(
            "producer__organisation", "buyer__organisation", "slot__starts_at", "table__number"
        )
    )
    first: dict[int, str] = {}
    for producer, buyer, starts_at, table in meetings:
        for organisation in (producer, buyer):
            first.setdefault(organisation, f"{timezone.localtime(starts_at):%H:%M} · {table}")
    return [(row, first.get(row.organisation_id, "")) for row in rows]


def _person(row: Registration, first: str) -> dict[str, Any]:
    organisation, at = row.organisation, row.checked_in_at
    return {
        "id": row.pk, "organisation": organisation.pk, "badge": row.badge, "name": organisation.name, "other": organisation.other_name,
        "side": str(row.get_side_display()), "state": row.state, "told": str(row.get_state_display()),
        "phone": str(organisation.phone.as_national).replace(" ", "") if organisation.phone else "",
        "at": f"{timezone.localtime(at):%H:%M}" if at else "", "first": first,
    }  # fmt: skip


def history_of(forum: Forum, most: int = 50) -> list[CheckIn]:
    """The last things that doors said, newest first."""
    return list(
        forum.check_ins.select_related("registration__organisation", "by").order_by("-pk")[:most]
    )
