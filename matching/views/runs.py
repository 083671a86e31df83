"""Pages of the engine's runs: starting a full one, comparing two, and a forum's suggestions."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from forums.views.entering import ORGANISERS, organised_forum
from matching.comparing import compare as compared
from matching.models import MatchRun
from matching.run_forms import RunForm
from matching.starting import start_matching
from matching.suggesting import suggestions_of
from ovop.kernel.digits import small_number
from ovop.kernel.runs import RunInProgress


@roles_required(*ORGANISERS)
def match_all(request: SignedInRequest) -> HttpResponse:
    """Rank products for every open need, and watch it."""
    form = RunForm(request.POST or None)
    if form.is_valid():
        try:
            start_matching(request.user, None, local_bonus=form.local_bonus)
        except RunInProgress as error:
            messages.info(request, str(error))
        return redirect("matching:match_all")
    runs = list(MatchRun.full().select_related("started_by")[:10])
    context = {"form": form, "run": runs[0] if runs else None, "runs": runs}
    return render(request, "matching/match_all.html", context)


@roles_required(*ORGANISERS)
@require_safe
def compare(request: SignedInRequest) -> HttpResponse:
    """Two full runs side by side: `?before=` and `?after=`, by default the last two with lists."""
    kept = MatchRun.full().filter(lists__isnull=False)
    runs = list(kept.distinct().select_related("started_by", "weights")[:10])
    by_key = {run.pk: run for run in runs}
    after = by_key.get(small_number(request.GET.get("after")) or 0) or (runs[0] if runs else None)
    before = by_key.get(small_number(request.GET.get("before")) or 0) or (
        runs[1] if len(runs) > 1 else None
    )
    context = {
        "runs": runs, "before": before, "after": after,
        "result": compared(before, after, request.user) if before and after else None,
    }  # fmt: skip
    return render(request, "matching/compare.html", context)


@login_required
def forum(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who should meet at a forum: each coming buyer's needs with the best products of who comes."""
    found = organised_forum(request, pk)
    form = RunForm(request.POST or None)
    if form.is_valid():
        try:
            start_matching(request.user, None, forum=found, local_bonus=form.local_bonus)
        except RunInProgress as error:
            messages.info(request, str(error))
        return redirect("matching:forum", pk=pk)
    run = found.match_runs.first()
    lists = run.lists.order_by("need__buyer", "need") if run else None
    page = Paginator(lists, 10).get_page(request.GET.get("page")) if lists is not None else None
    context = {
        "forum": found, "form": form, "run": run, "page": page,
        "rows": suggestions_of(found, list(page), request.user) if page else [],
    }  # fmt: skip
    return render(request, "matching/forum.html", context)
