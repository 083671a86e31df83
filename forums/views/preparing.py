"""Making a forum step by step, copying one, and moving it on."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from forums.forms import STEPS, StepForm
from forums.models import Forum, Organiser
from forums.models.halls import groups_of
from forums.views.entering import ORGANISERS, organised_forum
from ovop.kernel.states import StateConflict

MOVES = ("open_registration", "close_registration", "start", "finish", "archive")
MAIN = Organiser.Part.MAIN
REVIEW = "review"


@roles_required(*ORGANISERS)
def create(request: SignedInRequest) -> HttpResponse:
    """From "we hold one in three weeks" to a forum with slots and tables: the first step makes the draft."""
    form = STEPS["about"](request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        forum = form.save()
        messages.success(request, _("The draft is saved. Only organisers see it."))
        return redirect("forums:edit", pk=forum.pk, step="times")
    return _step_page(request, form, None, "about")


@login_required
def edit(request: SignedInRequest, pk: int, step: str = "about") -> HttpResponse:
    """One step of a forum; each is saved by itself, so one may stop and come back."""
    if step not in STEPS:
        raise Http404
    forum = organised_forum(request, pk, MAIN)
    if forum.is_over:
        messages.warning(request, _("The forum is over; it can no longer be changed."))
        return redirect(forum)
    form = STEPS[step](request.POST or None, instance=forum, user=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            form.save()
        except ValidationError as problem:
            form.add_error(None, problem)
        except StateConflict as conflict:
            form.add_error(None, str(conflict))
        else:
            messages.success(request, _("Saved."))
            if "stay" in request.POST:
                return redirect("forums:edit", pk=pk, step=step)
            return _after(forum, step)
    return _step_page(request, form, forum, step)


def _after(forum: Forum, step: str) -> HttpResponse:
    names = list(STEPS)
    follows = names[names.index(step) + 1 :]
    if follows:
        return redirect("forums:edit", pk=forum.pk, step=follows[0])
    return redirect("forums:review", pk=forum.pk)


def _step_page(
    request: SignedInRequest, form: StepForm, forum: Forum | None, step: str
) -> HttpResponse:
    context = {"form": form, "forum": forum, "step": step, "steps": _steps()}
    return render(request, f"forums/steps/{step}.html", context)


def _steps() -> list[tuple[str, str]]:
    return [(name, form.title) for name, form in STEPS.items()]


@login_required
@require_safe
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything that was laid down, to read once more before the registration opens."""
    forum = organised_forum(request, pk, MAIN)
    slots, tables = list(forum.slots.all()), list(forum.tables.all())
    context = {
        "forum": forum, "step": REVIEW, "steps": _steps(), "slots": slots, "tables": tables,
        "most_meetings": len(slots) * len(tables), "groups": groups_of(tables),
        "quotas": forum.quotas.select_related("category", "district"), "questions": forum.questions.all(),
    }  # fmt: skip
    return render(request, "forums/steps/review.html", context)


@roles_required(*ORGANISERS)
@require_POST
def copy(request: SignedInRequest, pk: int) -> HttpResponse:
    """A draft like an earlier forum, in the reader's own province, with everything but the people."""
    forum = get_object_or_404(Forum.objects.visible_to(request.user), pk=pk)
    day = max(forum.day, timezone.localdate()) + timedelta(days=28)
    made = forum.copy_to(request.user.province_id or forum.province_id, day, request.user)
    messages.success(request, _("Copied without the people. Choose the day and the hall."))
    return redirect("forums:edit", pk=made.pk)


@login_required
@require_POST
def step(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Move the forum on: open or close registration, start, finish, archive."""
    if action not in MOVES:
        raise Http404
    forum = organised_forum(request, pk, MAIN)
    try:
        getattr(forum, action)()
        messages.success(
            request, _("Done. The forum is now: %(state)s.") % {"state": forum.get_state_display()}
        )
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect(forum)
