"""Asking to meet and answering."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from buyers.models import Buyer, Need
from forums.booking import SlotTaken, free_slots
from forums.forms import AskForm
from forums.models import Forum, MeetingRequest, Slot
from forums.models.sides import Side
from forums.pairing import answer_request, ask_to_meet, withdraw_request
from ovop.kernel.boxes import typed
from ovop.kernel.declining import DeclineReason
from ovop.kernel.digits import small_number
from ovop.kernel.states import StateConflict
from producers.models import Producer, Product


@login_required
@require_safe
def requests(request: SignedInRequest) -> HttpResponse:
    """Requests to answer first, then those one asked, then the answered ones."""
    return requests_page(request)


def requests_page(request: SignedInRequest, *, status: int = 200) -> HttpResponse:
    """The same, also as the answer to a choice that came too late."""
    side = Side.PRODUCER if request.user.role == Role.PRODUCER else Side.BUYER
    rows = list(MeetingRequest.objects.of_party(request.user).with_parties()[:300])
    live = MeetingRequest.State.ASKED
    to_answer = [row for row in rows if row.state == live and row.answering_side == side]
    context = {
        "side": side,
        "to_answer": to_answer,
        "bookable": _bookable(to_answer),
        "waiting": [row for row in rows if row.state == live and row.answering_side != side],
        "answered": [row for row in rows if row.state != live],
        "reasons": DeclineReason.choices,
    }
    return render(request, "forums/requests.html", context, status=status)


def _bookable(rows: list[MeetingRequest]) -> dict[int, list[Slot]]:
    """For requests at forums whose people book themselves: the slots free for both. Five queries a forum."""
    found: dict[int, list[Slot]] = {}
    forums = {row.forum for row in rows if row.forum and row.forum.booking == Forum.Booking.BOOKED}
    for forum in forums:
        found |= free_slots(forum, [row for row in rows if row.forum == forum])
    return found


@roles_required(Role.PRODUCER, Role.BUYER)
def ask(request: SignedInRequest) -> HttpResponse:
    """A buyer asks about `?product=`, a producer about `?need=`; both may name their own side."""
    if request.user.role == Role.BUYER:
        return _ask_about_product(request)
    return _ask_about_need(request)


def _number(request: SignedInRequest, name: str) -> int:
    value = small_number(request.GET.get(name))
    if value is None:
        raise Http404
    return value


def _ask_about_product(request: SignedInRequest) -> HttpResponse:
    product = get_object_or_404(
        Product.objects.public().select_related("producer__organisation"),
        pk=_number(request, "product"),
    )
    buyer = Buyer.objects.own(request.user).select_related("organisation").first()
    if buyer is None:
        messages.info(request, _("First tell us who you are."))
        return redirect("buyers:profile")
    own = Need.objects.own(request.user).filter(state=Need.State.OPEN)
    form = AskForm(
        request.POST or None, own=own, label=_("For which of your needs?"),
        initial={"subject": request.GET.get("need", "")},
    )  # fmt: skip
    if form.is_valid():
        return _send(
            request, form, Side.BUYER, product.producer, buyer, product=product, need=form.chosen
        )
    return render(
        request,
        "forums/ask.html",
        {"form": form, "product": product, "other": product.producer.organisation},
    )


def _ask_about_need(request: SignedInRequest) -> HttpResponse:
    need = get_object_or_404(
        Need.objects.visible_to(request.user).select_related("buyer__organisation"),
        pk=_number(request, "need"),
    )
    producer = Producer.objects.own(request.user).select_related("organisation").first()
    if producer is None:
        messages.info(request, _("First tell us who you are and where you make it."))
        return redirect("producers:profile")
    own = Product.objects.own(request.user).public()
    form = AskForm(
        request.POST or None, own=own, label=_("With which of your products?"),
        initial={"subject": request.GET.get("product", "")},
    )  # fmt: skip
    if form.is_valid():
        return _send(
            request, form, Side.PRODUCER, producer, need.buyer, product=form.chosen, need=need
        )
    return render(
        request, "forums/ask.html", {"form": form, "need": need, "other": need.buyer.organisation}
    )


def _send(
    request: SignedInRequest, form: AskForm, side: str, producer: Producer, buyer: Buyer, *,
    product: Product | None, need: Need | None,
) -> HttpResponse:  # fmt: skip
    try:
        ask_to_meet(
            request.user, side, producer, buyer,
            product=product, need=need, message=form.cleaned_data["message"],
            priority=form.cleaned_data["priority"],
        )  # fmt: skip
        messages.success(request, _("Sent. You will be told when they answer."))
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    return redirect("forums:requests")


@login_required
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Accept or decline a request that was asked of one's own side."""
    found = get_object_or_404(MeetingRequest.objects.of_party(request.user).with_parties(), pk=pk)
    if not request.user.organisations.filter(pk=found.answering.organisation_id).exists():
        raise Http404
    accept = request.POST.get("answer") == "accept"
    try:
        answer_request(
            found, accept, typed(request, "words", 500),
            reason=request.POST.get("reason", ""), slot=_slot(request, found),
        )  # fmt: skip
        messages.success(
            request,
            _("Agreed. You both see each other's phone number now.")
            if accept
            else _("Declined; they were told."),
        )
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    except SlotTaken as error:
        messages.warning(request, error.messages[0])
        return requests_page(request, status=409)
    return redirect("forums:requests")


def _slot(request: SignedInRequest, found: MeetingRequest) -> Slot | None:
    """The slot chosen with an answer at a forum whose people book themselves."""
    chosen = small_number(request.POST.get("slot"))
    if found.forum is None or chosen is None:
        return None
    return found.forum.slots.filter(pk=chosen).first()


@login_required
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back a request of one's own side, or an agreed meeting not yet timetabled."""
    found = get_object_or_404(MeetingRequest.objects.of_party(request.user).with_parties(), pk=pk)
    own = request.user.organisations.filter(pk=found.producer.organisation_id)
    try:
        withdraw_request(found, Side.PRODUCER if own.exists() else Side.BUYER)
        messages.success(request, _("Taken back; they were told."))
    except ValidationError as error:
        messages.warning(request, error.messages[0])
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("forums:requests")
