"""Visits: offered by a producer, asked for by anybody, answered by phone."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from notices.sending import tell, tell_members, tell_staff
from ovop.kernel.states import StateConflict
from producers.models import Visit, VisitRequest
from producers.views.enrolment import editable_producer
from producers.visit_forms import VisitForm, VisitRequestForm

SHOWN = 200
ASKS, MOST, WITHIN = 5, 40, timedelta(hours=1)  # per phone, per visit


@login_required
@require_safe
def visits(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a producer offers, and who would like to come."""
    producer = editable_producer(request, pk)
    wishes = VisitRequest.objects.filter(visit__producer=producer).select_related("visit")
    waiting = Case(When(state=VisitRequest.State.ASKED, then=0), default=1)
    asked = wishes.order_by(waiting, "-created_at", "-pk")[:SHOWN]
    context = {"producer": producer, "visits": producer.visits.all(), "asked": asked}
    return render(request, "producers/visits.html", context)


@login_required
def edit_visit(request: SignedInRequest, pk: int, visit_pk: int | None = None) -> HttpResponse:
    """Offer a visit, or change it."""
    producer = editable_producer(request, pk)
    old = get_object_or_404(producer.visits, pk=visit_pk) if visit_pk else Visit(producer=producer)
    form = VisitForm(request.POST or None, instance=old)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("producers:visits", pk=pk)
    context = {"form": form, "producer": producer, "visit": old}
    return render(request, "producers/visit_form.html", context)


def ask_visit(request: HttpRequest, visit_pk: int) -> HttpResponse:
    """Ask to come; no account is needed."""
    found = get_object_or_404(Visit.objects.offered_now(), pk=visit_pk)
    known = (
        {"name": request.user.full_name, "phone": request.user.phone}
        if request.user.is_authenticated
        else {}
    )
    form = VisitRequestForm(request.POST or None, visit=found, initial=known)
    if form.is_valid():
        if form.cleaned_data["website"] or not _too_many(form):
            if not form.cleaned_data["website"]:
                _keep(request, form, found)
            messages.success(request, _("Asked. The village will call you."))
            if village := found.producer.organisation.village_id:
                return redirect("producers:village", key=village)
            return redirect("producers:producer", pk=found.producer_id)
        form.add_error(None, _("You have asked several times already. Try again in an hour."))
    context = {"form": form, "visit": found, "producer": found.producer}
    return render(request, "producers/ask_visit.html", context)


@transaction.atomic
def _keep(request: HttpRequest, form: VisitRequestForm, visit: Visit) -> None:
    if request.user.is_authenticated:
        form.instance.asked_by = request.user
    asked = form.save()
    told = {
        "link": f"/producers/{visit.producer_id}/visits/",
        "visit": visit.names,
        "people": asked.people,
        "day": f"{asked.day:%d-%m-%Y}",
    }
    organisation = visit.producer.organisation
    if organisation.members.filter(is_active=True).exists():
        tell_members(organisation, "visit_asked", **told)
    elif visit.producer.enrolled_by:
        # Nobody of theirs has a phone here: the officer goes and says it.
        tell([visit.producer.enrolled_by], "visit_asked", **told)
    else:
        tell_staff(organisation.province_id, "visit_asked", **told)


def _too_many(form: VisitRequestForm) -> bool:
    """Whether this phone asked ASKS times within the hour, or the visit was asked for MOST times."""
    lately = VisitRequest.objects.filter(created_at__gt=timezone.now() - WITHIN)
    of_phone = lately.filter(phone=form.cleaned_data["phone"]).count()
    return of_phone >= ASKS or lately.filter(visit=form.visit).count() >= MOST


@login_required
@require_POST
def answer_visit(request: SignedInRequest, pk: int, request_pk: int) -> HttpResponse:
    """The producer agrees or declines; calling the visitor is theirs."""
    asked = get_object_or_404(
        VisitRequest.objects.filter(visit__producer=editable_producer(request, pk)), pk=request_pk
    )
    try:
        if "accept" in request.POST:
            asked.accept()
        else:
            asked.decline()
        messages.success(
            request, _("Saved. Call %(phone)s to tell them.") % {"phone": asked.phone.as_national}
        )
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("producers:visits", pk=pk)
