"""Pages of enquiries: the list, one thread, its steps, and asking."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from buyers.models import Buyer, Need
from forums.models.sides import Side
from matching.models import Block, Enquiry, Quote
from matching.trading.dealing import OutOfStep, enquire, say, steps_open, take_step, told_after
from matching.trading.forms import EnquiryForm, MessageForm, OfferForm, QuoteForm
from ovop.kernel.boxes import typed
from ovop.kernel.declining import DeclineReason
from ovop.kernel.digits import small_number
from producers.models import Producer, Product


@roles_required(Role.PRODUCER, Role.BUYER)
@require_safe
def enquiries(request: SignedInRequest) -> HttpResponse:
    """Those to answer first, then those that are under way, then what came of the others."""
    mine = Enquiry.objects.of_party(request.user).with_parties()
    to_answer = list(Enquiry.objects.to_answer(request.user).with_parties().order_by("turn_since"))
    waiting = mine.live().exclude(pk__in=[each.pk for each in to_answer])
    over = Paginator(mine.exclude(state__in=Enquiry.LIVE), 20).get_page(request.GET.get("page"))
    context = {"side": _side(request), "to_answer": to_answer, "waiting": waiting, "page": over}
    return render(request, "matching/enquiries.html", context)


def _side(request: SignedInRequest) -> str:
    return Side.PRODUCER if request.user.role == Role.PRODUCER else Side.BUYER


def _own(request: SignedInRequest, pk: int) -> tuple[Enquiry, str]:
    """The thread, and which side of it the reader is on."""
    found = get_object_or_404(Enquiry.objects.of_party(request.user).with_parties(), pk=pk)
    organisations = set(request.user.organisations.values_list("pk", flat=True))
    return found, found.side_of(organisations)


@login_required
@require_safe
def enquiry(request: SignedInRequest, pk: int) -> HttpResponse:
    """One thread: where it stands, what was said, and what the reader can do next."""
    found, side = _own(request, pk)
    return _page(request, found, side)


def _page(
    request: SignedInRequest, found: Enquiry, side: str, form: QuoteForm | None = None
) -> HttpResponse:
    steps = steps_open(found, side)
    quote = found.open_quote
    other = found.opposite(side).organisation
    if "offer" in steps and form is None:
        form = QuoteForm(enquiry=found, initial=_terms_wanted(found, quote))
    context = {
        "enquiry": found, "side": side, "steps": steps, "quote": quote, "other": other, "form": form,
        "entries": found.entries.select_related("quote"),
        "deal": found.quotes.filter(state=Quote.State.ACCEPTED).first(),
        "stages": _stages(found), "reasons": DeclineReason.choices,
        "blocked": Block.objects.filter(
            producer=found.producer, buyer=found.buyer, side=side
        ).exists(),
        "may_say": found.is_live or found.state == Enquiry.State.DEAL,
    }  # fmt: skip
    return render(request, "matching/enquiry.html", context)


def _terms_wanted(found: Enquiry, quote: Quote | None) -> dict[str, Any]:
    """What an offer starts from: the last one, else what was asked for at the listed price."""
    if quote is not None:
        return {name: getattr(quote, name) for name in QuoteForm.Meta.fields}
    asked = found if found.quantity else found.need
    start: dict[str, Any] = {"unit": found.product.unit} if found.product else {}
    if asked is not None:
        start |= {"quantity": asked.quantity, "unit": asked.unit, "period": asked.period}
    if found.product and found.product.unit == start["unit"]:
        start["price"] = found.product.price
    return start


def _stages(found: Enquiry) -> list[tuple[str, bool]]:
    """Enquiry, quote, sample, deal, each with whether it was reached."""
    quoted = found.quotes.exists()
    return [
        (_("Enquiry"), True), (_("Offer"), quoted), (_("Sample"), bool(found.sample)),
        (_("Deal"), found.state == Enquiry.State.DEAL),
    ]  # fmt: skip


@login_required
@require_POST
def take(request: SignedInRequest, pk: int, name: str) -> HttpResponse:
    """Take one step of the thread."""
    found, side = _own(request, pk)
    quote = None
    step = small_number(request.POST.get("step"))
    if step != found.step or name not in steps_open(found, side):
        messages.warning(request, str(OutOfStep()))
        return redirect(found)
    if name == "offer":
        form = QuoteForm(request.POST, enquiry=found)
        if not form.is_valid():
            return _page(request, found, side, form)
        quote = form.save(commit=False)
    text = typed(request, "text", 1000)
    try:
        take_step(
            pk, request.user, side, name, step=step, text=text, quote=quote,
            reason=request.POST.get("reason", ""),
        )  # fmt: skip
        messages.success(request, told_after(name, found))
    except OutOfStep as conflict:
        messages.warning(request, str(conflict))
    return redirect(found)


@login_required
@require_POST
def write(request: SignedInRequest, pk: int) -> HttpResponse:
    """Write a message into the thread."""
    found, side = _own(request, pk)
    form = MessageForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Write a few words, 1,000 letters at most. Nothing was sent."))
        return redirect(found)
    try:
        say(found, request.user, side, form.cleaned_data["text"])
    except OutOfStep as conflict:
        messages.warning(request, str(conflict))
    return redirect(f"{found.get_absolute_url()}#last")


@login_required
@require_POST
def block(request: SignedInRequest, pk: int) -> HttpResponse:
    """Never match these two again, or again after all; each side has its own say."""
    found, side = _own(request, pk)
    pair = {"producer": found.producer, "buyer": found.buyer, "side": side}
    if "undo" in request.POST:
        Block.objects.filter(**pair).delete()
        messages.success(request, _("They can be suggested to you again."))
    else:
        Block.objects.get_or_create(**pair, defaults={"made_by": request.user})
        messages.success(request, _("They will not be suggested to you any more."))
    return redirect(found)


@roles_required(Role.PRODUCER, Role.BUYER)
def ask(request: SignedInRequest) -> HttpResponse:
    """A buyer asks about `?product=`, a producer makes an offer for `?need=`."""
    if request.user.role == Role.BUYER:
        return _ask_about_product(request)
    return _offer_for_need(request)


def _ask_about_product(request: SignedInRequest) -> HttpResponse:
    public = Product.objects.public().select_related("producer__organisation")
    product = get_object_or_404(public, pk=small_number(request.GET.get("product")))
    buyer = Buyer.objects.own(request.user).select_related("organisation").first()
    if buyer is None:
        messages.info(request, _("First tell us who you are."))
        return redirect("buyers:profile")
    own = list(Need.objects.own(request.user).filter(state=Need.State.OPEN))
    initial = {"need": request.GET.get("need", "")}
    form = EnquiryForm(request.POST or None, needs=own, product=product, initial=initial)
    if form.is_valid():
        wanted = {name: form.cleaned_data[name] for name in ("quantity", "unit", "period")}
        return _send(
            request, Side.BUYER, product.producer, buyer, product=product, need=form.chosen,
            text=form.cleaned_data["text"], **wanted,
        )  # fmt: skip
    context = {"form": form, "subject": product, "other": product.producer.organisation}
    return render(request, "matching/ask.html", context)


def _offer_for_need(request: SignedInRequest) -> HttpResponse:
    visible = Need.objects.visible_to(request.user).filter(state=Need.State.OPEN)
    need = get_object_or_404(
        visible.select_related("buyer__organisation"), pk=small_number(request.GET.get("need"))
    )
    producer = Producer.objects.own(request.user).select_related("organisation").first()
    if producer is None:
        messages.info(request, _("First tell us who you are and where you make it."))
        return redirect("producers:profile")
    own = list(Product.objects.own(request.user).public())
    if not own:
        messages.info(request, _("Offers are made with a registered product. List one first."))
        return redirect("producers:mine")
    draft = Enquiry(producer=producer, buyer=need.buyer, need=need, asked_by_side=Side.PRODUCER)
    chosen = next((p for p in own if str(p.pk) == request.GET.get("product")), own[0])
    draft.product = chosen
    form = OfferForm(
        request.POST or None, products=own, enquiry=draft,
        initial=_terms_wanted(draft, None) | {"product": chosen.pk},
    )  # fmt: skip
    if form.is_valid():
        return _send(
            request, Side.PRODUCER, producer, need.buyer, product=form.cleaned_data["product"], need=need,
            text=form.cleaned_data["text"], quote=form.save(commit=False),
        )  # fmt: skip
    context = {"form": form, "subject": need, "other": need.buyer.organisation, "offer": True}
    return render(request, "matching/ask.html", context)


def _send(
    request: SignedInRequest, side: str, producer: Producer, buyer: Buyer, **about: Any
) -> HttpResponse:
    try:
        with transaction.atomic():
            made = enquire(request.user, side, producer, buyer, **about)
        messages.success(request, _("Sent. You will be told when they answer."))
        return redirect(made)
    except ValidationError as error:
        messages.warning(request, error.messages[0])
        known = (
            Enquiry.objects.live()
            .filter(producer=producer, buyer=buyer, product=about["product"], need=about["need"])
            .with_parties()
            .first()
        )
        if known is None:
            return redirect("matching:enquiries")
        if about["text"]:  # what was typed is not lost
            say(known, request.user, side, about["text"])
        return redirect(known)
