"""Reviewing what was handed in: the queue, one product, the decision."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from accounts.scope import in_charge_of
from notices.sending import tell_members
from ovop.kernel.states import StateConflict
from producers.forms import ReviewNoteForm
from producers.models import Product

REVIEWERS = (Role.STAFF, Role.NATIONAL)


def _find(request: SignedInRequest, pk: int) -> Product:
    products = Product.objects.filter(in_charge_of(request.user)).select_related(
        "producer__organisation__province", "category__parent", "province", "district", "commune", "village",
    )  # fmt: skip
    return get_object_or_404(products, pk=pk)


@roles_required(*REVIEWERS)
@require_safe
def review_queue(request: SignedInRequest) -> HttpResponse:
    """What waits for a decision, the oldest first."""
    waiting = Product.objects.reviewable_by(request.user).for_cards()
    page = Paginator(waiting, 30).get_page(request.GET.get("page"))
    return render(request, "producers/review_queue.html", {"page": page})


@roles_required(*REVIEWERS)
@require_safe
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """One product as the buyer would see it, with the checklist and the decision."""
    return _review_page(request, _find(request, pk), ReviewNoteForm())


def _review_page(
    request: SignedInRequest, product: Product, form: ReviewNoteForm, status: int = 200
) -> HttpResponse:
    context = {
        "product": product,
        "photos": list(product.photos.all()),
        "certificates": list(product.producer.certificates.covering(product)),
        "history": product.reviews.select_related("reviewer"),
        "checklist": _checklist(product),
        "form": form,
    }
    return render(request, "producers/review.html", context, status=status)


def _checklist(product: Product) -> list[tuple[str, bool]]:
    """What a reviewer looks at first, already looked up."""
    return [
        (_("A photo"), product.photos.exists()),
        (_("A description"), bool(product.description_km or product.description_en)),
        (_("A name in both languages"), bool(product.name_km and product.name_en)),
        (_("Packaging"), bool(product.packaging)),
        (_("How long it keeps"), product.shelf_life_days is not None),
    ]


@roles_required(*REVIEWERS)
@require_POST
def register(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve: it gets its registration number and becomes public."""
    product = _find(request, pk)
    try:
        with transaction.atomic():
            product.register(request.user)
            tell_members(
                product.producer.organisation, "product_registered", link=product.get_absolute_url(),
                product=[product.name_km, product.name_en], number=product.registration_number,
            )  # fmt: skip
        messages.success(
            request,
            _("Registered with number %(number)s.") % {"number": product.registration_number},
        )
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("producers:review_queue")


@roles_required(*REVIEWERS)
@require_POST
def request_changes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it back with a note."""
    return _decide(request, pk, "request_changes", "product_changes")


@roles_required(*REVIEWERS)
@require_POST
def suspend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it out of the catalogue with a note."""
    return _decide(request, pk, "suspend", "product_suspended")


def _decide(request: SignedInRequest, pk: int, step: str, notice: str) -> HttpResponse:
    product = _find(request, pk)
    form = ReviewNoteForm(request.POST)
    if not form.is_valid():
        return _review_page(request, product, form, status=422)
    note = form.cleaned_data["note"]
    try:
        with transaction.atomic():
            getattr(product, step)(request.user, note)
            tell_members(
                product.producer.organisation, notice, link=product.get_absolute_url(),
                product=[product.name_km, product.name_en], note=note,
            )  # fmt: skip
        messages.success(request, _("The producer was told."))
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("producers:review_queue")
