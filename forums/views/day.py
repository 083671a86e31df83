"""The day itself: who is not there, which table is lost, a session that runs late."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organisation
from accounts.requests import SignedInRequest
from forums.lateness import run_late
from forums.models import Forum, Organiser, Registration, Slot
from forums.views.entering import organised_forum, part_of
from ovop.kernel.boxes import searched
from ovop.kernel.digits import small_number
from ovop.kernel.states import StateConflict

LATE_MINUTES = (5, 10, 15, 20, 30, 45, 60)


def next_position(forum: Forum) -> int:
    """Position of the first slot that has not begun; behind the last one when all have."""
    first = forum.slots_ahead().order_by("position").first()
    last = forum.slots.order_by("position").last()
    return first.position if first else (last.position + 1 if last else 1)


@login_required
@require_safe
def day(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody who is expected, every table, and what can be said about them."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    slots = list(forum.slots.all())
    now = next_position(forum)
    ahead = [slot for slot in slots if slot.position >= now]
    asked = searched(request)
    coming = forum.coming()
    expected = coming.count()
    if asked:
        coming = coming.filter(organisation__in=Organisation.objects.called(asked, request.user))
    coming = coming.select_related("organisation").order_by(
        "side", "organisation__name_km", "organisation__name_en"
    )
    wanted = forum.calls.filter(slot__ends_at__gt=timezone.now())
    called = set(wanted.values_list("registration", flat=True))
    people = [(row, _absence(row, ahead), row.pk in called) for row in coming]
    context = {
        "forum": forum, "people": people, "ahead": ahead, "tables": list(forum.tables.all()),
        "minutes": LATE_MINUTES, "q": asked, "expected": expected,
        "there": forum.coming().exclude(checked_in_at=None).count(),
        "may_plan": part_of(request.user, forum) != Organiser.Part.DOOR,
    }  # fmt: skip
    return render(request, "forums/day.html", context)


def _absence(row: Registration, ahead: list[Slot]) -> str:
    away = {slot.position for slot in ahead} & set(row.away)
    if not away:
        return "here"
    return "absent" if len(away) == len(ahead) else "partly"


@login_required
@require_POST
def attend(request: SignedInRequest, pk: int, registration: int) -> HttpResponse:
    """`state` is "never" or "now"; else `from` is the position of the slot from which they are there."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    row = get_object_or_404(forum.registrations, pk=registration)
    value = request.POST.get("state") or request.POST.get("from", "")
    now = next_position(forum)
    positions = set(forum.slots.filter(position__gte=now).values_list("position", flat=True))
    if value == "never":
        away = positions
    elif value == "now":
        away = set()
    elif (begins := small_number(value)) in positions:
        away = {position for position in positions if position < begins}
    else:
        messages.warning(request, _("Choose from when they are there."))
        return redirect("forums:day", pk=pk)
    try:
        with transaction.atomic():
            forum.lock()
            row.refresh_from_db(fields=["away"])  # a door may have seen them just now
            past = {position for position in row.away if position < now}
            row.away = sorted(past | away)
            row.away_noted_at = timezone.now() if away else None
            row.save(update_fields=["away", "away_noted_at"])
        messages.info(request, _("Noted. Plan the rest again when you have noted everything."))
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("forums:day", pk=pk)


@login_required
@require_POST
def note_missing(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everybody whom no door has seen is missing from the next slot on, until a door sees them."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    try:
        with transaction.atomic():
            forum.lock()
            ahead = set(forum.slots_ahead().values_list("position", flat=True))
            unseen = list(forum.coming().filter(checked_in_at=None))
            missing = [row for row in unseen if not ahead <= set(row.away)] if ahead else []
            for row in missing:
                row.away = sorted({*row.away, *ahead})
                row.save(update_fields=["away"])
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
        return redirect("forums:day", pk=pk)
    text = ngettext(
        "%(n)s organisation that has not come is noted as missing. Plan the rest again; who comes late is checked in at the door.",
        "%(n)s organisations that have not come are noted as missing. Plan the rest again; who comes late is checked in at the door.",
        len(missing),
    )  # fmt: skip
    messages.info(request, text % {"n": len(missing)})
    return redirect("forums:day", pk=pk)


@login_required
@require_POST
def lose_table(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """A table cannot be used from the next slot on, or can be again."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    table = get_object_or_404(forum.tables, number=number)
    with transaction.atomic():
        table.lost_from = next_position(forum) if request.POST.get("lost") == "1" else None
        table.save(update_fields=["lost_from"])
    messages.info(request, _("Noted. Plan the rest again when you have noted everything."))
    return redirect("forums:day", pk=pk)


@login_required
@require_POST
def late(request: SignedInRequest, pk: int) -> HttpResponse:
    """The session of slot `position` goes on some minutes later from there."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    position, minutes = small_number(request.POST.get("position")), request.POST.get("minutes", "")
    slot = forum.slots.filter(position=position).first() if position is not None else None
    if slot is None or minutes not in {str(each) for each in LATE_MINUTES}:
        messages.warning(request, _("Choose from which time on, and by how many minutes."))
        return redirect("forums:day", pk=pk)
    try:
        shut = run_late(forum, slot.position, int(minutes))
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    else:
        text = _("The times are %(minutes)s minutes later.") % {"minutes": minutes}
        if shut:
            text += " " + ngettext(
                "%(n)s slot has no time left; plan the rest again.",
                "%(n)s slots have no time left; plan the rest again.", shut,
            ) % {"n": shut}  # fmt: skip
        messages.info(request, text)
    return redirect("forums:day", pk=pk)
