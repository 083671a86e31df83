"""One's own agenda, and what came of meetings."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from forums.calendars import feed_key
from forums.forms import OutcomeForm
from forums.models import Meeting, Organiser, Outcome
from forums.views.entering import organised_forum


@login_required
@require_safe
def agenda(request: SignedInRequest) -> HttpResponse:
    """When and where I meet whom, by forum."""
    meetings = (
        Meeting.objects.filter(timetable__state="published")
        .visible_to(request.user)
        .with_parties()
        .prefetch_related("outcomes")
        .order_by("-timetable__forum__day", "slot__starts_at")
    )
    own = set(request.user.organisations.values_list("pk", flat=True))
    rows = [
        (
            meeting,
            meeting.buyer.organisation
            if meeting.producer.organisation_id in own
            else meeting.producer.organisation,
        )
        for meeting in meetings
        if own & {meeting.producer.organisation_id, meeting.buyer.organisation_id}
    ]
    feed = request.build_absolute_uri(reverse("forums:calendar", args=[feed_key(request.user)]))
    return render(request, "forums/agenda.html", {"rows": rows, "feed": feed})


@login_required
@require_safe
def outcomes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every meeting of the published timetable with what came of it."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    meetings = list(
        Meeting.objects.filter(timetable__forum=forum, timetable__state="published")
        .with_parties()
        .prefetch_related("outcomes")
    )
    recorded = sum(bool(meeting.outcomes.all()) for meeting in meetings)
    context = {"forum": forum, "meetings": meetings, "recorded": recorded}
    return render(request, "forums/outcomes.html", context)


@login_required
def outcome(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write down what came of one meeting, as staff or as one of the two sides."""
    meeting = get_object_or_404(
        Meeting.objects.visible_to(request.user).with_parties(), pk=pk, timetable__state="published"
    )
    forum = meeting.timetable.forum
    if not forum.has_begun:
        messages.info(request, _("You can write down what came of it once the forum has begun."))
        return redirect(forum)
    # By the meeting: a helper of the forum may be a producer elsewhere.
    own = set(request.user.organisations.values_list("pk", flat=True))
    side = next(iter(meeting.sides_of(own)), "staff")
    existing = Outcome.objects.filter(meeting=meeting, side=side).first()
    form = OutcomeForm(request.POST or None, instance=existing)
    if form.is_valid():
        cleaned = form.cleaned_data
        meeting.record_outcome(
            request.user, cleaned["result"], value=cleaned["value"], note=cleaned["note"], side=side
        )
        messages.success(request, _("Recorded. Thank you."))
        return (
            redirect("forums:outcomes", pk=forum.pk)
            if side == "staff"
            else redirect("forums:agenda")
        )
    return render(request, "forums/outcome.html", {"form": form, "meeting": meeting, "side": side})
