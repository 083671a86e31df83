"""What was pledged at a forum: a public page; organisers write it down and say how it stands."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from accounts.requests import SignedInRequest
from forums.forms.pledging import CommitmentForm, ReportForm
from forums.models import Commitment, CommitmentReport, Forum, Organiser
from forums.views.entering import organised_forum, part_of
from ovop.kernel.states import StateConflict
from producers.papers import paper_answer


@require_safe
def commitments(request: HttpRequest, pk: int) -> HttpResponse:
    """Who pledged what, until when, and how it stands; without evidence or notes."""
    forum = get_object_or_404(Forum.objects.visible_to(request.user).select_related("province"), pk=pk)  # fmt: skip
    rows = list(forum.commitments.standing().select_related("organisation"))
    counts = {
        "all": len(rows), "kept": sum(row.state == Commitment.State.KEPT for row in rows),
        "late": sum(row.is_late for row in rows),
    }  # fmt: skip
    own = set(Organisation.objects.of(request.user).values_list("pk", flat=True))  # fmt: skip
    context = {
        "forum": forum, "rows": rows, "counts": counts, "own": own,
        "may_edit": part_of(request.user, forum) in (Organiser.Part.MAIN, Organiser.Part.SUPPORTING),
    }  # fmt: skip
    return render(request, "forums/commitments.html", context)


@login_required
def edit_commitment(request: SignedInRequest, pk: int, commitment: int | None = None) -> HttpResponse:  # fmt: skip
    """Write down a pledge, or mend it."""
    forum = organised_forum(request, pk)
    row = get_object_or_404(forum.commitments, pk=commitment) if commitment else None
    form = CommitmentForm(request.POST or None, instance=row, forum=forum)
    if form.is_valid():
        if row is None:
            form.instance.made_by = request.user
        form.save()
        messages.success(request, _("Saved. Everybody can read it on the forum's page."))
        return redirect("forums:commitments", pk=pk)
    return render(request, "forums/commitment_form.html", {"form": form, "forum": forum, "row": row})  # fmt: skip


@login_required
def report(request: SignedInRequest, pk: int, commitment: int) -> HttpResponse:
    """How a pledge stands, by the organisers or by who pledged it; with all that was said before."""
    row = get_object_or_404(
        Commitment.objects.select_related("forum__province", "organisation"),
        pk=commitment,
        forum=pk,
    )
    leads = _leads(request, row)
    form = ReportForm(
        request.POST or None, request.FILES or None, commitment=row, may_end=leads,
        initial={"state": Commitment.State.UNDER_WAY},
    )  # fmt: skip
    if form.is_valid():
        given = form.cleaned_data
        try:
            row.report(
                request.user, given["state"], reached=given["reached"], note=given["note"],
                evidence=given["evidence"], again=leads,
            )  # fmt: skip
            messages.success(request, _("Written down."))
        except StateConflict as conflict:
            messages.warning(request, str(conflict))
        return redirect("forums:commitments", pk=pk)
    context = {
        "form": form, "row": row, "forum": row.forum, "leads": leads,
        "reports": row.reports.select_related("made_by"),
    }  # fmt: skip
    return render(request, "forums/commitment_report.html", context)


@login_required
@require_safe
def evidence(request: SignedInRequest, pk: int, report: int) -> HttpResponseBase:
    """The paper of a report, to save: for the organisers and who pledged it."""
    found = get_object_or_404(
        CommitmentReport.objects.select_related("commitment__forum"),
        pk=report,
        commitment__forum=pk,
    )
    _leads(request, found.commitment)
    return paper_answer(found.evidence, f"evidence-{found.pk}")


def _leads(request: SignedInRequest, row: Commitment) -> bool:
    """Whether the reader organises the forum; Http404 unless that, or theirs is the pledge."""
    if part_of(request.user, row.forum) in (Organiser.Part.MAIN, Organiser.Part.SUPPORTING):
        return True
    if row.organisation_id is None or not request.user.organisations.filter(pk=row.organisation_id).exists():  # fmt: skip
        raise Http404
    return False
