"""The ledger of deals, and what became of what was begun."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import SignedInRequest
from forums.dealing import answer_follow_up
from forums.forms import DealEntryForm, FollowUpForm
from forums.models import Deal, FollowUp
from forums.models.sides import sides_of
from notices.sending import tell_members
from ovop.kernel.naming import in_both_languages
from ovop.kernel.states import StateConflict

A_PAGE = 30


@login_required
@require_safe
def deals(request: SignedInRequest) -> HttpResponse:
    """One's own deals, or those of the province; `?state=` narrows them."""
    rows = Deal.objects.visible_to(request.user).with_parties()
    counts = dict(rows.order_by().values_list("state").annotate(n=Count("pk", distinct=True)))
    state = request.GET.get("state", "")
    if state in Deal.State.values:
        rows = rows.filter(state=state)
    total = rows.standing().aggregate(usd=Sum("value_usd"))["usd"] or 0
    tabs = [(value, label, counts.get(value, 0)) for value, label in Deal.State.choices]
    context = {
        "page_obj": Paginator(rows, A_PAGE).get_page(request.GET.get("page")), "tabs": tabs, "state": state,
        "total": total, "all": sum(counts.values()),
    }  # fmt: skip
    return render(request, "forums/deals.html", context)


@login_required
def deal(request: SignedInRequest, pk: int) -> HttpResponse:
    """What was agreed, and what happened since; both sides and staff write into it."""
    found = get_object_or_404(Deal.objects.visible_to(request.user).with_parties(), pk=pk)
    own = set(request.user.organisations.values_list("pk", flat=True))
    side = next(iter(sides_of(found, own)), "")
    form = DealEntryForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        try:
            entry = found.enter(
                given["what"], request.user, on=given["on"], side=side, value=given["value"], note=given["note"]
            )  # fmt: skip
        except ValidationError as problem:
            form.add_error("on", problem)
        except StateConflict as conflict:
            messages.warning(request, str(conflict))
            return redirect(found)
        else:
            _tell_other(found, side, in_both_languages(entry.get_what_display))
            messages.success(request, _("Written down."))
            return redirect(found)
    entries = list(found.entries.select_related("made_by"))
    context = {"deal": found, "form": form, "side": side, "entries": entries}
    return render(request, "forums/deal.html", context)


def _tell_other(deal: Deal, side: str, what: list[str]) -> None:
    """The other side, or both when staff wrote it."""
    producer, buyer = deal.producer.organisation, deal.buyer.organisation
    told = {"producer": [(buyer, producer)], "buyer": [(producer, buyer)]}.get(
        side, [(producer, buyer), (buyer, producer)]
    )
    subject = deal.product.names if deal.product else ["", ""]
    for to, by in told:
        tell_members(
            to, "deal_entry", link=deal.get_absolute_url(), organisation=by.names, subject=subject, what=what
        )  # fmt: skip


@login_required
def follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """What became of a meeting: one question, half a minute. The organisers may answer for them."""
    found = get_object_or_404(FollowUp.objects.visible_to(request.user).with_parties(), pk=pk)
    form = FollowUpForm(request.POST or None, instance=found)
    if form.is_valid():
        given = form.cleaned_data
        deal = answer_follow_up(
            found, request.user, status=given["status"], value=given["value"], note=given["note"]
        )
        messages.success(request, _("Thank you. The organisers see how it goes on."))
        return redirect(deal) if deal else redirect("forums:agenda")
    other = found.request.buyer if found.side == "producer" else found.request.producer
    context = {"form": form, "follow_up": found, "other": other}
    return render(request, "forums/follow_up.html", context)
