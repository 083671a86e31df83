"""Changing a draft timetable by hand: move, place, take off, lock, take back. A clash is refused by its name.

Every change holds the lock of the forum's row, so two people at once queue; the later one sees the earlier's
work in what is checked.
"""

from __future__ import annotations

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from forums.models import (
    Forum,
    Meeting,
    MeetingRequest,
    PairRule,
    Registration,
    Slot,
    Table,
    TimetableEdit,
    TimetableVersion,
)
from forums.seats import SIDES, free_seats, seats_at

Place = tuple[Slot, Table] | None


class MovedMeanwhile(ValidationError):
    """Somebody else changed the same meeting since the page was read."""


@transaction.atomic
def put(
    version: TimetableVersion, request: MeetingRequest, to: Place, user: User, *, seen: str | None = None
) -> TimetableEdit | None:  # fmt: skip
    """Bring the meeting of `request` to `to`, off the timetable if None.

    `seen` is where the page showed it ("slot-table" of primary keys, or ""). Raises MovedMeanwhile when it is
    not there any more, ValidationError when it would clash or is locked. None when nothing is to be done.
    """
    _locked_draft(version)
    meeting = version.meetings.select_related("slot", "table").filter(request=request).first()
    now = (meeting.slot, meeting.table) if meeting else None
    if seen is not None and seen != place_code(now):
        raise MovedMeanwhile(_meanwhile(version, request))
    if now == to:
        return None
    if meeting and meeting.locked:
        raise ValidationError(_("This meeting is locked. Unlock it first."))
    if to is None:
        assert meeting is not None
        meeting.delete()
    else:
        _refuse_clash(version, request, *to)
        Meeting.objects.update_or_create(
            timetable=version, request=request,
            defaults={
                "slot": to[0], "table": to[1], "producer": request.producer, "buyer": request.buyer,
            } | free_seats(version, to[0], request),
        )  # fmt: skip
    before, after = now or (None, None), to or (None, None)
    return TimetableEdit.objects.create(
        timetable=version, request=request, user=user, slot_before=before[0], table_before=before[1],
        slot_after=after[0], table_after=after[1],
    )  # fmt: skip


@transaction.atomic
def set_locked(version: TimetableVersion, request: MeetingRequest, locked: bool) -> None:
    """Keep the meeting where it is when the timetable is worked out again, or no longer."""
    _locked_draft(version)
    version.meetings.filter(request=request).update(locked=locked)


@transaction.atomic
def take_back(version: TimetableVersion, user: User) -> TimetableEdit | None:
    """Undo the last change that still stands; None when there is none. Raises ValidationError on a clash."""
    _locked_draft(version)
    last = version.edits.select_related(
        "request", "slot_before", "table_before", "slot_after", "table_after"
    ).first()
    if last is None:
        return None
    before = (last.slot_before, last.table_before)
    after = (last.slot_after, last.table_after)
    to = (before[0], before[1]) if before[0] and before[1] else None
    seen = place_code((after[0], after[1]) if after[0] and after[1] else None)
    made = put(version, last.request, to, user, seen=seen)
    if made:
        made.delete()
    last.delete()
    return last


def place_code(place: Place) -> str:
    """A place as forms carry it."""
    return f"{place[0].pk}-{place[1].pk}" if place else ""


def _locked_draft(version: TimetableVersion) -> None:
    Forum.objects.select_for_update().get(pk=version.forum_id)
    version.refresh_from_db(fields=["state"])
    if version.state != TimetableVersion.State.DRAFT:
        raise ValidationError(
            _(
                "This version was published or replaced meanwhile. Nothing was changed; open the newest one."
            )
        )


def _meanwhile(version: TimetableVersion, request: MeetingRequest) -> str:
    edit = version.edits.filter(request=request).select_related("user").first()
    if edit is None:
        return _(
            "This meeting was changed meanwhile. Look at it again; nothing of yours was saved yet."
        )
    return _(
        "%(who)s changed this meeting at %(time)s. Look at it again; nothing of yours was saved yet."
    ) % {"who": edit.user, "time": timezone.localtime(edit.at).strftime("%H:%M")}


def _refuse_clash(
    version: TimetableVersion, request: MeetingRequest, slot: Slot, table: Table
) -> None:
    if reasons := clashes(version, request, slot, table):
        raise ValidationError(reasons[0])


def clashes(
    version: TimetableVersion, request: MeetingRequest, slot: Slot, table: Table
) -> list[str]:
    """Why the meeting cannot be at that place, in words; empty when it can."""
    found = []
    words = {"time": str(slot), "table": table.number}
    if slot.closed:
        found.append(_("No time is left for a meeting at %(time)s.") % words)
    elif not table.usable_in(slot):
        found.append(_("Table %(table)s cannot be used at %(time)s.") % words)
    others = version.meetings.filter(slot=slot).exclude(request=request)
    here = list(others.select_related("producer__organisation", "buyer__organisation", "table"))
    seats = seats_at(version.forum)
    full = {
        side: Counter(getattr(other, f"{side}_id") for other in here)[
            getattr(request, f"{side}_id")
        ]
        >= seats.get(getattr(request, side).organisation_id, 1)
        for side in SIDES
    }
    for other in here:
        pair = words | {
            "producer": other.producer, "buyer": other.buyer, "other_table": other.table.number,
        }  # fmt: skip
        if other.table_id == table.pk:
            found.append(
                _("Table %(table)s is taken at %(time)s: %(producer)s and %(buyer)s meet there.")
                % pair
            )
        if full["producer"] and other.producer_id == request.producer_id:
            found.append(
                _("At %(time)s %(producer)s meets %(buyer)s already, at table %(other_table)s.")
                % pair
            )
        elif full["buyer"] and other.buyer_id == request.buyer_id:
            found.append(
                _("At %(time)s %(buyer)s meets %(producer)s already, at table %(other_table)s.")
                % pair
            )
    if PairRule.objects.filter(
        forum=version.forum_id, producer=request.producer_id, buyer=request.buyer_id,
        kind=PairRule.Kind.MUST_NOT,
    ).exists():  # fmt: skip
        found.append(_("The organisers have laid down that these two must not meet."))
    away = Registration.objects.filter(
        forum=version.forum_id, away__contains=[slot.position],
        organisation__in=[request.producer.organisation_id, request.buyer.organisation_id],
    )  # fmt: skip
    found += [
        _("%(who)s is not there at %(time)s.") % (words | {"who": row.organisation})
        for row in away.select_related("organisation")
    ]
    return found
