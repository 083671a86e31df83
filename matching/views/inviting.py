"""Inviting to a forum from the catalogue: filter, choose, read the invitation in both languages, send."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Organisation
from accounts.requests import SignedInRequest
from forums.inviting import invite, preview
from forums.models import Forum, Invitation, Side
from forums.views.entering import organised_forum
from matching.invitable import InvitableFilter, invitable, why
from ovop.kernel.boxes import typed
from ovop.kernel.digits import small_number
from ovop.kernel.states import StateConflict

PAGE, MOST_AT_ONCE, MESSAGE_LENGTH = 50, 900, 500  # a form of more than 1,000 fields is refused


@login_required
def invitations(request: SignedInRequest, pk: int) -> HttpResponse:
    """`?side=` and the filters choose whom to see; a POST previews, or sends with `send`."""
    forum = organised_forum(request, pk)
    side = request.GET.get("side", Side.PRODUCER)
    if side not in Side.values:
        side = Side.PRODUCER
    filters = InvitableFilter(
        request.GET, queryset=invitable(forum, side, request.user), side=side, user=request.user
    )
    message = typed(request, "message", MESSAGE_LENGTH)
    chosen = _chosen(request, filters.qs) if request.method == "POST" else []
    if request.method == "POST" and not chosen:
        messages.warning(request, _("Choose at least one organisation to invite."))
    elif "send" in request.POST:
        return _send(request, forum, side, chosen, message)
    if len(chosen) == MOST_AT_ONCE:
        messages.info(
            request,
            _("%(n)s at once are the most; invite the others afterwards.") % {"n": MOST_AT_ONCE},
        )
    if chosen:
        context = {
            "forum": forum, "side": side, "chosen": chosen, "message": message,
            "texts": preview(forum, message),
        }  # fmt: skip
        return render(request, "matching/invite_preview.html", context)
    return _list(request, forum, side, filters, message)


def _chosen(request: SignedInRequest, found: QuerySet[Organisation]) -> list[Organisation]:
    if request.POST.get("everybody") == "1":
        return list(found[:MOST_AT_ONCE])
    keys = [small_number(value) for value in request.POST.getlist("organisation")[:MOST_AT_ONCE]]
    return list(found.filter(pk__in=[key for key in keys if key]))


def _send(
    request: SignedInRequest, forum: Forum, side: str, chosen: list[Organisation], message: str
) -> HttpResponse:
    try:
        invited = invite(forum, side, chosen, request.user, message)
    except (StateConflict, ValidationError) as problem:
        text = problem.messages[0] if isinstance(problem, ValidationError) else str(problem)
        messages.warning(request, text)
    else:
        text = ngettext(
            "%(n)s organisation is invited.", "%(n)s organisations are invited.", len(invited)
        )
        messages.success(request, text % {"n": len(invited)})
    return redirect(reverse("matching:invite", args=[forum.pk]) + f"?side={side}")


def _list(
    request: SignedInRequest, forum: Forum, side: str, filters: InvitableFilter, message: str
) -> HttpResponse:
    page = Paginator(filters.qs, PAGE).get_page(request.GET.get("page"))
    reasons = why(list(page))
    context: dict[str, Any] = {
        "forum": forum, "side": side, "sides": Side.choices, "filter": filters, "page": page,
        "rows": [(each, reasons.get(each.pk, "")) for each in page], "message": message,
        "invited": _invited(forum, side), "message_length": MESSAGE_LENGTH,
    }  # fmt: skip
    return render(request, "matching/invite.html", context)


def _invited(forum: Forum, side: str) -> list[tuple[Invitation, Any, bool]]:
    """Who was invited on `side`, with their registration, and whether anybody reads notices for them."""
    rows = forum.invitations.filter(side=side).select_related("organisation__province")
    answers = {row.organisation_id: row for row in forum.registrations.all()}
    reached = set(
        rows.filter(organisation__memberships__isnull=False).values_list("organisation", flat=True)
    )
    return [(row, answers.get(row.organisation_id), row.organisation_id in reached) for row in rows]
