"""Pages of the engine: a need with its matches, a run's progress."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from buyers.models import Need
from forums.models import Forum
from matching.models import Match, MatchRun, Pool, ScheduleRun
from matching.reasons import raise_of, sentence_of
from matching.starting import start_matching
from matching.views.need_page import NeedPage
from ovop.kernel.parts import lazily
from ovop.kernel.runs import Run, RunInProgress

RUN_KINDS: dict[str, type[Run]] = {"matching": MatchRun, "scheduling": ScheduleRun}


@login_required
@require_safe
def need(request: SignedInRequest, pk: int) -> HttpResponse:
    """One need; for its buyer the ranked products with reasons, for a producer their own match."""
    user, every = request.user, "all" in request.GET
    may_edit = Need.objects.editable_by(user).filter(pk=pk).exists()
    if not may_edit:
        shown = Need.objects.visible_to(user) | Need.objects.known_to(user)
        get_object_or_404(shown.only("pk"), pk=pk)
    context = lazily(NeedPage(user, pk, may_edit=may_edit, every=every)) | {
        "may_edit": may_edit,
        # Who comes back from a product finds it as it was.
        "kept_key": (pk, user.pk, user.role, may_edit, every),
    }
    return render(request, "matching/need.html", context)


@login_required
@require_POST
def match_need(request: SignedInRequest, pk: int) -> HttpResponse:
    """Rank products for a need."""
    found = get_object_or_404(Need.objects.editable_by(request.user), pk=pk)
    if found.state == Need.State.CLOSED:
        messages.warning(request, _("This need is closed; nothing is looked for any more."))
        return redirect(found)
    try:
        start_matching(request.user, found)
    except RunInProgress as error:
        messages.info(request, str(error))
    return redirect(found)


def _visible_run(request: SignedInRequest, kind: str, pk: int) -> Run:
    if kind not in RUN_KINDS:
        raise Http404
    if kind == "scheduling":
        forums = Forum.objects.editable_by(request.user)
        return get_object_or_404(
            ScheduleRun.objects.select_related("forum"), pk=pk, forum__in=forums
        )
    runs = MatchRun.objects.select_related("need", "forum")
    own = Q(need__in=Need.objects.editable_by(request.user))
    if request.user.reviews:
        own |= Q(need=None, forum=None)
        own |= Q(forum__in=Forum.objects.editable_by(request.user))
    return get_object_or_404(runs.filter(own), pk=pk)


@login_required
@require_safe
def progress(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """How far a run is: a fragment that asks again by itself while the run is active.

    Once it is over the page is told to load again, so that the result appears.
    """
    run = _visible_run(request, kind, pk)
    response = render(request, "matching/_progress.html", {"run": run, "kind": kind})
    if not run.active and request.htmx:
        response.headers["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def cancel(request: SignedInRequest, kind: str, pk: int) -> HttpResponse:
    """Stop a run; what was found so far stays."""
    run = _visible_run(request, kind, pk)
    run.ask_cancel()
    messages.info(request, _("Stopping. What was found so far is kept."))
    if isinstance(run, ScheduleRun):
        return redirect("matching:timetable", pk=run.forum_id)
    if forum_pk := getattr(run, "forum_id", None):
        return redirect("matching:forum", pk=forum_pk)
    need_pk = getattr(run, "need_id", None)
    return redirect("matching:need", pk=need_pk) if need_pk else redirect("matching:match_all")


@roles_required(Role.PRODUCER)
@require_safe
def opportunities(request: SignedInRequest) -> HttpResponse:
    """Needs that the reader's products were matched to, the best first."""
    matches = (
        Match.objects.visible_to(request.user)
        .filter(need__state=Need.State.OPEN)
        .with_parties()
        .order_by("-score")[:50]
    )
    rows = [
        {"match": match, "sentence": sentence_of(match), "raise": raise_of(match)}
        for match in matches
    ]
    pools = Pool.objects.visible_to(request.user).live().exclude(state=Pool.State.PROPOSED)
    own = pools.filter(shares__product__producer__organisation__in=request.user.organisations.all())
    context = {"rows": rows, "pools": own.with_shares()}
    return render(request, "matching/opportunities.html", context)
