"""The code on paper: printed by an officer, taken over by the producer."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Exists, OuterRef, ProtectedError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Membership, Role, Tries
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from ovop.kernel.paper import qr_inline
from producers.models import Claim, Producer
from producers.views.enrolment import ENROLLERS, editable_producer

TRIES, WITHIN = 10, timedelta(hours=1)


@roles_required(*ENROLLERS)
@require_POST
def print_claim(request: SignedInRequest, pk: int) -> HttpResponse:
    """A fresh code as a page to print. The one printed before stops working."""
    producer = editable_producer(request, pk)
    if producer.organisation.memberships.exists():
        messages.info(request, _("Somebody signs in for this producer already."))
        return redirect("producers:producer", pk=pk)
    code = Claim.issue(producer, request.user)
    address = request.build_absolute_uri(
        f"{reverse('producers:claim')}?{urlencode({'code': code})}"
    )
    context = {
        "producer": producer, "code": code, "address": request.build_absolute_uri(reverse("producers:claim")),
        "qr": qr_inline(address, scale=6),
    }  # fmt: skip
    response = render(request, "producers/claim_paper.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def claim(request: HttpRequest) -> HttpResponse:
    """Where the paper leads: type or scan the code, see whose it is, take it over."""
    code = (request.POST.get("code") or request.GET.get("code", "")).replace("\0", "")[:40]
    if not request.user.is_authenticated:
        ahead = urlencode({"next": f"{reverse('producers:claim')}?{urlencode({'code': code})}"})
        return render(request, "producers/claim.html", {"code": code, "ahead": ahead})
    return _claim(request, code)  # type: ignore[arg-type]


@login_required
def _claim(request: SignedInRequest, code: str) -> HttpResponse:
    context: dict[str, Any] = {"code": code, "found": None, "problem": ""}
    if request.user.role != Role.PRODUCER:
        context["problem"] = _("Only an account of a producer can take this over.")
    elif not code:
        pass
    elif _too_many_tries(request):
        context["problem"] = _("Too many tries. Wait an hour, or ask the officer for a new paper.")
    else:
        found = Claim.find(code)
        if found is None:
            context["problem"] = _(
                "This code is not valid. Look at the paper again, or ask the officer for a new one."
            )
        elif acts_for := _acts_for(request):
            context["problem"] = _(
                "You act for %(producer)s already. Sign up with another phone number to take this one over."
            ) % {"producer": acts_for.organisation.name}
        elif request.method == "POST" and "take" in request.POST:
            return _take(request, found)
        context["found"] = None if context["problem"] else found
    return render(
        request, "producers/claim.html", context, status=422 if context["problem"] else 200
    )


def _acts_for(request: SignedInRequest) -> Producer | None:
    """A producer with products whom the user acts for already; one is enough for one account."""
    own = Producer.objects.own(request.user).filter(products__isnull=False)
    return own.select_related("organisation").first()


def _too_many_tries(request: SignedInRequest) -> bool:
    return not Tries.take("claim", str(request.user.pk), most=TRIES, within=WITHIN)


def _take(request: SignedInRequest, found: Claim) -> HttpResponse:
    if not found.take(request.user):
        messages.warning(request, _("Somebody has used this code just now. Ask the officer."))
        return redirect("producers:claim")
    _forget_empty(request, but=found.producer)
    messages.success(
        request, _("It is yours now. Look at what the officer wrote, and list what you make.")
    )
    return redirect("producers:producer", pk=found.producer_id)


def _forget_empty(request: SignedInRequest, *, but: Producer) -> None:
    """Who wrote a profile of their own before they found the paper has one too many: it goes.

    One with anything in it, with somebody else in it, or that something else points to stays; the taken-over one is
    then the second.
    """
    others = Membership.objects.filter(organisation=OuterRef("organisation")).exclude(
        user=request.user
    )
    alone = Producer.objects.own(request.user).unused().filter(~Exists(others))
    for empty in alone.exclude(pk=but.pk):
        try:
            with transaction.atomic():
                empty.organisation.delete()
        except ProtectedError:
            continue
