"""The organisers' side: making a forum, approving who comes."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from forums.forms import ForumForm, OrganisedRegistrationForm
from forums.models import Forum, Registration
from forums.pairing import decide_registration
from ovop.kernel.states import StateConflict

ORGANISERS = (Role.STAFF, Role.NATIONAL)
STEPS = ("open_registration", "close_registration", "start", "finish", "archive")
DECISIONS = ("approve", "waitlist", "decline")


def organised_forum(request: HttpRequest, pk: int) -> Forum:
    """The forum, if the reader organises it; else 404."""
    return get_object_or_404(
        Forum.objects.editable_by(request.user).select_related("province"), pk=pk
    )


@roles_required(*ORGANISERS)
def create(request: SignedInRequest) -> HttpResponse:
    """From "we hold one in three weeks" to a forum with slots and tables."""
    form = ForumForm(request.POST or None, user=request.user)
    if form.is_valid():
        forum = form.save()
        messages.success(request, _("The forum is made. Open the registration when you are ready."))
        return redirect(forum)
    return render(request, "forums/forum_form.html", {"form": form})


@roles_required(*ORGANISERS)
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a forum; slots and tables only until it has a timetable."""
    forum = organised_forum(request, pk)
    form = ForumForm(request.POST or None, instance=forum, user=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect(forum)
    return render(request, "forums/forum_form.html", {"form": form, "forum": forum})


@roles_required(*ORGANISERS)
@require_POST
def copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft like an earlier forum, in the reader's own province, with everything but the people."""
    forum = get_object_or_404(Forum.objects.visible_to(request.user), pk=pk)
    day = max(forum.day, timezone.localdate()) + timedelta(days=28)
    made = forum.copy_to(request.user.province_id or forum.province_id, day, request.user)
    messages.success(request, _("Copied without the people. Choose the day and the hall."))
    return redirect("forums:edit", pk=made.pk)


@roles_required(*ORGANISERS)
def registration(request: SignedInRequest, pk: int, registration: int) -> HttpResponse:
    """What an organisation registered, for the organisers to mend: times, meetings at most and promised."""
    forum = organised_forum(request, pk)
    row = get_object_or_404(forum.registrations.select_related("organisation"), pk=registration)
    form = OrganisedRegistrationForm(request.POST or None, instance=row, forum=forum)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("forums:registrations", pk=pk)
    return render(request, "forums/registration.html", {"forum": forum, "form": form, "row": row})


@roles_required(*ORGANISERS)
@require_POST
def step(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Move the forum on: open or close registration, start, finish, archive."""
    if action not in STEPS:
        raise Http404
    forum = organised_forum(request, pk)
    try:
        getattr(forum, action)()
        messages.success(
            request, _("Done. The forum is now: %(state)s.") % {"state": forum.get_state_display()}
        )
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect(forum)


@roles_required(*ORGANISERS)
@require_safe
def registrations(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who wants to come, those to decide first."""
    forum = organised_forum(request, pk)
    rows = list(
        forum.registrations.select_related(
            "organisation__province", "organisation__district"
        ).order_by("side", "created_at")
    )
    waiting = [row for row in rows if row.state == Registration.State.PENDING]
    context = {
        "forum": forum,
        "waiting": waiting,
        "decided": [row for row in rows if row.state != Registration.State.PENDING],
    }
    return render(request, "forums/registrations.html", context)


@roles_required(*ORGANISERS)
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve, waitlist or decline one registration, or approve all that wait."""
    forum = organised_forum(request, pk)
    if "approve_all" in request.POST:
        decision = "approve"
        rows = forum.registrations.filter(state=Registration.State.PENDING)
    else:
        decision, _sep, key = request.POST.get("decision", "").partition(":")
        rows = forum.registrations.filter(pk=int(key) if key.isdecimal() and len(key) < 19 else 0)
    if decision not in DECISIONS:
        raise Http404
    done = 0
    for registration in rows.select_related("organisation", "forum"):
        try:
            with transaction.atomic():
                decide_registration(registration, request.user, decision)
            done += 1
        except StateConflict as conflict:
            messages.warning(request, str(conflict))
    if done:
        text = ngettext("%(n)s registration decided.", "%(n)s registrations decided.", done)
        messages.success(request, text % {"n": done})
    return redirect("forums:registrations", pk=pk)
