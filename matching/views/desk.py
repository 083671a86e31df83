"""The timetable desk: working a timetable out, changing it by hand, publishing, planning the day again."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from buyers.models import Buyer
from forums.arranging import KINDS, arrange, coming
from forums.desk import MovedMeanwhile, Place, put, set_locked, take_back
from forums.models import Forum, MeetingRequest, Organiser, TimetableVersion
from forums.models.sides import Side
from forums.views.entering import organised_forum
from matching.day import plan_again
from matching.desk import Desk
from matching.publishing import publish_timetable
from matching.starting import start_scheduling
from matching.views.desk_page import Asked, DeskPage, place_in
from ovop.kernel.digits import small_number
from ovop.kernel.parts import lazily
from ovop.kernel.runs import RunInProgress
from ovop.kernel.states import StateConflict
from producers.models import Producer

BONUSES = (0, 1, 2, 4, 8, 16)  # what organisers may add to a weight of 1 to 4


@require_safe
def timetable(request: HttpRequest, pk: int) -> HttpResponse:
    """The grid of slots and tables: for organisers the desk, for everybody the published one."""
    return _desk_page(request, pk)


def _desk_page(
    request: HttpRequest, pk: int, *, status: int = 200, wanted: str = "", chosen: int | None = None
) -> HttpResponse:
    may_organise = Forum.objects.editable_by(request.user).filter(pk=pk).exists()
    meeting = str(chosen) if chosen else request.GET.get("meeting", "")
    asked = Asked(request.GET.get("version", ""), meeting, wanted)
    page = DeskPage(pk, asked, may_organise=may_organise)
    if not may_organise:
        get_object_or_404(Forum.objects.visible_to(request.user).only("pk"), pk=pk)
        if not page.versions:
            raise Http404
    context = lazily(page) | {
        "may_organise": may_organise, "bonuses": BONUSES,
        # All organisers see the same desk, all others the same grid.
        "kept_key": (pk, may_organise, asked.version) if asked.nothing_chosen else None,
    }  # fmt: skip
    return render(request, "matching/timetable.html", context, status=status)


def _back(forum_pk: int, meeting: int | None = None) -> HttpResponse:
    url = reverse("matching:timetable", args=[forum_pk])
    return redirect(f"{url}?meeting={meeting}#chosen" if meeting else url)


@login_required
@require_POST
def schedule(request: SignedInRequest, pk: int) -> HttpResponse:
    """Work out a draft timetable."""
    forum = organised_forum(request, pk)
    try:
        start_scheduling(request.user, forum, keep_locked="afresh" not in request.POST)
    except RunInProgress as error:
        messages.info(request, str(error))
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return _back(pk)


@login_required
@require_POST
def publish(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Publish a draft: everybody sees it and is told once what changes for them."""
    version = _version(request, pk, number, Organiser.Part.MAIN)
    try:
        with transaction.atomic():
            told = publish_timetable(version)
        messages.success(
            request,
            ngettext("Published. %(n)s organisation was told.", "Published. %(n)s organisations were told.", told)
            % {"n": told},
        )  # fmt: skip
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return _back(pk)


def _version(
    request: SignedInRequest, pk: int, number: int, part: str = Organiser.Part.SUPPORTING
) -> TimetableVersion:
    forum = organised_forum(request, pk, part)
    return get_object_or_404(forum.timetables.select_related("forum"), number=number)


@login_required
@require_POST
def change(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """A draft like a published or an earlier version, to be changed or published again."""
    version = _version(request, pk, number)
    if version.forum.is_over:
        messages.warning(request, str(StateConflict(version.forum, Forum.State.TIMETABLED)))
    else:
        TimetableVersion.draft_like(version, request.user)
        messages.info(request, _("This is a draft now. Nobody sees it until you publish it."))
    return _back(pk)


@login_required
@require_POST
def move(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Bring a meeting to `to` ("slot-table", or slot and table apart, or "off")."""
    version = _version(request, pk, number)
    row = _request_of(version, request.POST.get("request", ""))
    before = Desk(version.forum, version).measure()
    wanted = (
        request.POST.get("to") or f"{request.POST.get('slot', '')}-{request.POST.get('table', '')}"
    )
    try:
        with transaction.atomic():
            put(version, row, _place(version, wanted), request.user, seen=request.POST.get("seen"))
    except ValidationError as error:
        messages.warning(request, error.messages[0])
        status = 409 if isinstance(error, MovedMeanwhile) else 200
        return _desk_page(request, pk, status=status, wanted=wanted, chosen=row.pk)
    except IntegrityError:  # the database refused what somebody else did at the same moment
        messages.warning(request, _("Somebody has just taken that place. Choose another one."))
        return _desk_page(request, pk, status=409, wanted=wanted, chosen=row.pk)
    after = Desk(version.forum, version).measure()
    messages.success(
        request,
        _("Done. Weight %(value)s (%(change)s), idle gaps %(breaks)s (%(gaps)s).") % {
            "value": after.value, "change": f"{after.value - before.value:+d}",
            "breaks": after.breaks, "gaps": f"{after.breaks - before.breaks:+d}",
        },
    )  # fmt: skip
    return _back(pk, row.pk if wanted != "off" else None)


def _request_of(version: TimetableVersion, value: str) -> MeetingRequest:
    accepted = version.forum.requests.with_parties().filter(state="accepted")
    return get_object_or_404(accepted, pk=small_number(value) or 0)


def _place(version: TimetableVersion, wanted: str) -> Place:
    if wanted == "off":
        return None
    at = place_in(wanted)
    if at is None:
        raise ValidationError(_("Choose a time and a table."))
    found = (
        version.forum.slots.filter(pk=at[0]).first(),
        version.forum.tables.filter(pk=at[1]).first(),
    )
    if found[0] is None or found[1] is None:
        raise ValidationError(_("That time or table is not of this forum. Choose another one."))
    return found[0], found[1]


@login_required
@require_POST
def lock(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Keep a meeting where it is when the rest is worked out again, or let it go."""
    version = _version(request, pk, number)
    row = _request_of(version, request.POST.get("request", ""))
    try:
        set_locked(version, row, request.POST.get("locked") == "1")
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return _back(pk, row.pk)


@login_required
@require_POST
def undo(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    """Take the last change by hand back."""
    version = _version(request, pk, number)
    try:
        with transaction.atomic():
            edit = take_back(version, request.user)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
        return _back(pk)
    messages.info(request, _("Taken back.") if edit else _("There is nothing to take back."))
    return _back(pk, edit.request_id if edit else None)


@login_required
@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """Plan the rest of the day again with who is there now."""
    forum = organised_forum(request, pk)
    try:
        _draft, found = plan_again(forum, request.user)
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    else:
        messages.success(
            request,
            _(
                "Planned again: %(kept)s meetings stay, %(reseated)s change table, %(moved)s change time, "
                "%(lost)s are called off, %(added)s are new. Look at it and publish."
            ) % {name: len(getattr(found, name)) for name in ("kept", "reseated", "moved", "lost", "added")},
        )  # fmt: skip
    return _back(pk)


@login_required
@require_POST
def weigh(request: SignedInRequest, pk: int) -> HttpResponse:
    """What the organisers add to the weight of a request, for when not all of them fit."""
    forum = organised_forum(request, pk)
    row = get_object_or_404(forum.requests, pk=small_number(request.POST.get("request")) or 0)
    bonus = small_number(request.POST.get("bonus"))
    if bonus not in BONUSES:
        messages.warning(request, _("Choose how much is added."))
        return _back(pk, row.pk)
    with transaction.atomic():
        # Two organisers at once must not both count from the same bonus.
        row = forum.requests.select_for_update().get(pk=row.pk)
        forum.requests.filter(pk=row.pk).update(bonus=bonus)
        # What weighs more may raise what is possible by as much; a bound is never said too low.
        live = forum.timetables.filter(state__in=["draft", "published"])
        live.update(bound=F("bound") + max(0, bonus - row.bonus))
    messages.success(request, _("Noted. It counts when the timetable is worked out again."))
    return _back(pk, row.pk)


@login_required
@require_POST
def pair(request: SignedInRequest, pk: int) -> HttpResponse:
    """Bring two of those who come together, or lay down that they must or must not meet."""
    forum = organised_forum(request, pk)
    sides = {side: {str(party.pk): party for party in coming(forum, side)} for side in Side.values}
    producer = sides[Side.PRODUCER].get(request.POST.get("producer", ""))
    buyer = sides[Side.BUYER].get(request.POST.get("buyer", ""))
    kind = request.POST.get("kind", "")
    if not isinstance(producer, Producer) or not isinstance(buyer, Buyer) or kind not in KINDS:
        messages.warning(
            request, _("Choose a producer and a buyer who come, and what is to be with them.")
        )
        return _back(pk)
    try:
        arrange(forum, request.user, producer, buyer, kind)
        messages.success(request, _("Noted. It counts when the timetable is worked out again."))
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return _back(pk)


@login_required
@require_POST
def drop_rule(request: SignedInRequest, pk: int, rule: int) -> HttpResponse:
    """The two may meet or not, as it fits."""
    forum = organised_forum(request, pk)
    get_object_or_404(forum.pair_rules, pk=rule).delete()
    messages.info(request, _("The rule is gone."))
    return _back(pk)
