"""What came of the meetings of a forum, and how good it was."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from forums.dealing import record
from forums.forms import FeedbackForm, OutcomeForm
from forums.models import Forum, ForumFeedback, Meeting, Organiser, Outcome, Registration
from forums.settling import Settled, settled
from forums.views.entering import organised_forum, part_of

WHICH = ("all", "missing", "differ")


@dataclass(frozen=True)
class Row:
    """A meeting with what each said and what counts."""

    meeting: Meeting
    said: dict[str, Outcome]
    counts: Settled


@login_required
@require_safe
def outcomes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Every meeting of the published timetable with what both sides say, side by side; `?which=` of WHICH."""
    forum = organised_forum(request, pk, Organiser.Part.DOOR)
    meetings = (
        Meeting.objects.filter(timetable__forum=forum, timetable__state="published")
        .with_parties()
        .prefetch_related("request__outcomes__product")
    )
    rows = []
    for meeting in meetings:
        said = {outcome.side: outcome for outcome in meeting.outcomes}
        rows.append(Row(meeting, said, settled(said.values())))
    which = request.GET.get("which", "all")
    chosen = {
        "missing": [row for row in rows if not row.said],
        "differ": [row for row in rows if row.counts.differ],
    }
    feedback = ForumFeedback.objects.filter(registration__forum=forum).select_related(
        "registration__organisation"
    )
    context = {
        "reads": part_of(request.user, forum) != Organiser.Part.DOOR,
        "forum": forum, "rows": chosen.get(which, rows), "which": which, "meetings": len(rows),
        "missing": len(chosen["missing"]), "differ": len(chosen["differ"]),
        "recorded": len(rows) - len(chosen["missing"]), "feedback": list(feedback), "now": timezone.now(),
        "by_the_clock": _by_the_clock(forum),
    }  # fmt: skip
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
    if meeting.slot.starts_at > timezone.now() and _by_the_clock(forum):
        text = _("This meeting begins at %(time)s. You can write down what came of it from then on.")  # fmt: skip
        messages.info(request, text % {"time": meeting.slot})
        return _back(side, forum.pk)
    existing = Outcome.objects.filter(request=meeting.request, side=side).first()
    form = OutcomeForm(request.POST or None, instance=existing, meeting=meeting, side=side)
    if form.is_valid():
        fields = set(OutcomeForm.Meta.fields) - {"result"}
        given = {name: form.cleaned_data[name] for name in fields}
        record(meeting, request.user, side, form.cleaned_data["result"], **given)
        messages.success(request, _("Recorded. Thank you."))
        return _back(side, forum.pk)
    others = [each for each in meeting.outcomes.select_related("product") if each.side != side]
    # Who helps at the door writes down what came of it; what the two wrote is for the organisers.
    reads = side == "staff" and part_of(request.user, forum) != Organiser.Part.DOOR
    context = {
        "form": form, "meeting": meeting, "side": side, "others": others if reads else [],
        "reads": reads,
    }  # fmt: skip
    return render(request, "forums/outcome.html", context)


def _by_the_clock(forum: Forum) -> bool:
    """Whether the times tell what has begun: not when the organisers began earlier than planned, nor afterwards."""
    return not forum.is_over and forum.slots.filter(starts_at__lte=timezone.now()).exists()


def _back(side: str, forum: int) -> HttpResponse:
    return redirect("forums:outcomes", pk=forum) if side == "staff" else redirect("forums:agenda")


@login_required
def feedback(request: SignedInRequest, pk: int) -> HttpResponse:
    """How good forum `pk` was, by who came; it can be changed."""
    registration = (
        Registration.objects.select_related("forum", "organisation")
        .filter(forum=pk, state="approved", organisation__in=request.user.organisations.all())
        .order_by("pk")
        .first()
    )
    if registration is None:
        raise Http404
    forum = registration.forum
    if not forum.has_begun:
        messages.info(request, _("You can say how good it was once the forum has begun."))
        return redirect(forum)
    existing = ForumFeedback.objects.filter(registration=registration).first()
    form = FeedbackForm(request.POST or None, instance=existing)
    if form.is_valid():
        given = form.save(commit=False)
        given.registration = registration
        given.save()
        messages.success(request, _("Thank you. The organisers read it."))
        return redirect("forums:agenda")
    return render(request, "forums/feedback.html", {"form": form, "forum": forum})
