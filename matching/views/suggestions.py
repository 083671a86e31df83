"""Whom one could meet at a forum."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from forums.models import Forum, Registration
from matching.partners import partners_for


@roles_required(Role.PRODUCER, Role.BUYER)
@require_safe
def suggestions(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ranked partners who come, with reasons; one asks for a meeting from here."""
    forum = get_object_or_404(Forum.objects.visible_to(request.user), pk=pk)
    own = forum.registrations.filter(
        organisation__in=request.user.organisations.all(), state=Registration.State.APPROVED
    )
    row = own.select_related("organisation").first()
    if row is None:
        return redirect(forum)  # the page says how far the registration is
    rows = partners_for(forum, row.organisation, row.side, request.user)
    context = {"forum": forum, "row": row, "rows": rows}
    return render(request, "matching/suggestions.html", context)
