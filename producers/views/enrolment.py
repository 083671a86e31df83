"""Officers and staff: the producers of their area, and enrolling those without a phone."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Organisation, Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from ovop.kernel.boxes import searched
from ovop.text import name_key
from places.fields import unchecked, wants_refresh
from producers.forms import ProducerForm
from producers.models import Producer, Product

ENROLLERS = (Role.OFFICER, Role.STAFF, Role.NATIONAL)


def editable_producer(request: SignedInRequest, pk: int) -> Producer:
    """The producer `pk`, the reader's own or in their charge; else 404."""
    found = Producer.objects.editable_by(request.user).select_related("organisation__village")
    return get_object_or_404(found, pk=pk)


@roles_required(*ENROLLERS)
@require_safe
def producers(request: SignedInRequest) -> HttpResponse:
    """Producers of the reader's area, with how many products they have."""
    found = (
        Producer.objects.editable_by(request.user)
        .select_related("organisation__province", "organisation__district", "organisation__village")
        .annotate(
            listed=Count("products"),
            registered=Count("products", filter=Q(products__state=Product.State.REGISTERED)),
        )
        .order_by("-created_at", "-pk")
    )
    text = searched(request)
    if name_key(text):
        found = found.filter(organisation__in=Organisation.objects.called(text, request.user))
    page = Paginator(found, 30).get_page(request.GET.get("page"))
    return render(request, "producers/producers.html", {"page": page, "q": text})


@require_safe
def producer(request: HttpRequest, pk: int) -> HttpResponse:
    """A producer's public page."""
    found = get_object_or_404(
        Producer.objects.visible_to(request.user).select_related(
            "organisation__province", "organisation__district", "organisation__village"
        ),
        pk=pk,
    )
    products = Product.objects.visible_to(request.user).filter(producer=found).for_cards()
    may_edit = Producer.objects.editable_by(request.user).filter(pk=pk).exists()
    context = {
        "producer": found,
        "products": products,
        "may_edit": may_edit,
        "visits": found.visits.filter(offered=True).select_related("producer__organisation"),
        "has_members": may_edit and found.organisation.memberships.exists(),
    }
    return render(request, "producers/producer.html", context)


@roles_required(*ENROLLERS)
def enrol(request: SignedInRequest) -> HttpResponse:
    """Enter a producer who has no phone or account."""
    form = ProducerForm(request.POST or None, user=request.user, joins=False)
    if request.method == "POST" and wants_refresh(request.POST):
        unchecked(form)
    elif form.is_valid():
        created = form.save()
        messages.success(request, _("Enrolled. Now list what they make."))
        return redirect("producers:create_for", producer_pk=created.pk)
    return render(request, "producers/profile.html", {"form": form, "enrolling": True})
