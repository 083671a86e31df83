"""One's own agenda."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from forums.calendars import feed_key, with_whom
from forums.models import FollowUp, ForumFeedback, Meeting


@login_required
@require_safe
def agenda(request: SignedInRequest) -> HttpResponse:
    """When and where I meet whom, by forum."""
    meetings = (
        Meeting.objects.filter(timetable__state="published")
        .visible_to(request.user)
        .with_parties()
        .prefetch_related("request__outcomes")
        .order_by("-timetable__forum__day", "slot__starts_at")
    )
    feed = request.build_absolute_uri(reverse("forums:calendar", args=[feed_key(request.user)]))
    context = {
        "rows": with_whom(request.user, meetings), "feed": feed,
        "follow_ups": FollowUp.objects.to_answer(request.user).with_parties(),
        "rated": set(
            ForumFeedback.objects.filter(registration__organisation__in=request.user.organisations.all()).values_list(
                "registration__forum", flat=True
            )
        ),
    }  # fmt: skip
    return render(request, "forums/agenda.html", context)
