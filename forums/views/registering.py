"""Who comes: registrations to decide and to mend."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Q, prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organisation
from accounts.requests import SignedInRequest
from forums.forms import OrganisedRegistrationForm
from forums.models import Forum, Registration, Side
from forums.pairing import decide_registration, register_on_paper
from forums.views.entering import organised_forum
from ovop.kernel.boxes import searched
from ovop.kernel.digits import small_number
from ovop.kernel.states import StateConflict

DECISIONS = ("approve", "waitlist", "decline")
MOST_FOUND = 20


@login_required
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


@login_required
def on_paper(request: SignedInRequest, pk: int) -> HttpResponse:
    """Somebody came with a paper, or called: find them by `?q=`, then `?organisation=` and write it down."""
    forum = organised_forum(request, pk)
    asked = searched(request)
    context: dict[str, Any] = {"forum": forum, "q": asked}
    organisation = _chosen(request)
    if organisation is None:
        context["found"] = _found(request, forum, asked) if asked else []
        return render(request, "forums/on_paper.html", context)
    side = Side.PRODUCER if hasattr(organisation, "producer") else Side.BUYER
    row = forum.registrations.filter(organisation=organisation).first() or Registration(
        forum=forum, organisation=organisation, side=side, registered_by=request.user
    )
    form = OrganisedRegistrationForm(request.POST or None, instance=row, forum=forum, side=side)
    if request.method == "POST" and form.is_valid():
        if row.state == Registration.State.APPROVED:
            form.save()
            messages.success(request, _("Saved."))
            return redirect("forums:on_paper", pk=pk)
        try:
            full = register_on_paper(form.save(commit=False), request.user)
        except StateConflict as conflict:
            messages.warning(request, str(conflict))
        else:
            _tell_decided(request, 1, {full} - {""})
        return redirect("forums:on_paper", pk=pk)
    context |= {"row": row, "form": form}
    return render(request, "forums/on_paper.html", context)


def _chosen(request: SignedInRequest) -> Organisation | None:
    key = small_number(request.GET.get("organisation"))
    either = Q(producer__isnull=False) | Q(buyer__isnull=False)
    return get_object_or_404(Organisation.objects.filter(either), pk=key) if key else None


def _found(
    request: SignedInRequest, forum: Forum, asked: str
) -> list[tuple[Organisation, Registration | None]]:
    """The first MOST_FOUND organisations of that name or phone, with their registration."""
    either = Q(producer__isnull=False) | Q(buyer__isnull=False)
    rows = Organisation.objects.called(asked, request.user).filter(either)
    rows = rows.select_related("province", "district")
    shown = list(rows.order_by("name_km", "name_en", "pk")[:MOST_FOUND])
    known = {row.organisation_id: row for row in forum.registrations.filter(organisation__in=shown)}
    return [(each, known.get(each.pk)) for each in shown]


@login_required
@require_safe
def registrations(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who wants to come, those to decide first."""
    forum = organised_forum(request, pk)
    prefetch_related_objects([forum], "questions")
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


@login_required
@require_POST
def decide(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve, waitlist or decline one registration, or approve all that wait."""
    forum = organised_forum(request, pk)
    if "approve_all" in request.POST:
        decision = "approve"
        rows = forum.registrations.filter(state=Registration.State.PENDING)
    else:
        decision, _sep, key = request.POST.get("decision", "").partition(":")
        rows = forum.registrations.filter(pk=small_number(key) or 0)
    if decision not in DECISIONS:
        raise Http404
    done, waiting = 0, set()
    for registration in rows.select_related("organisation", "forum"):
        try:
            with transaction.atomic():
                full = decide_registration(registration, request.user, decision)
            waiting |= {full} - {""}
            done += 1
        except StateConflict as conflict:
            messages.warning(request, str(conflict))
    _tell_decided(request, done, waiting)
    return redirect("forums:registrations", pk=pk)


def _tell_decided(request: SignedInRequest, done: int, full: set[str]) -> None:
    if done:
        text = ngettext("%(n)s registration decided.", "%(n)s registrations decided.", done)
        messages.success(request, text % {"n": done})
    if full:
        text = _("No place is left (%(full)s): they are on the waiting list.")
        messages.info(request, text % {"full": ", ".join(sorted(full))})
