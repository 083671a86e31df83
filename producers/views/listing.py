"""The producer's own side: who I am, what I list, handing it in."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from ovop.kernel.states import StateConflict
from places.fields import unchecked, wants_refresh
from producers.forms import ProducerForm, ProductForm, sent_before
from producers.models import Producer, Product
from producers.photos import remove_photo
from producers.submitting import submit_product


@roles_required(Role.PRODUCER)
def profile(request: SignedInRequest) -> HttpResponse:
    """Who I am and where I make things; asked once, changed any time."""
    producer = Producer.objects.filter(organisation__in=request.user.organisations.all()).first()
    form = ProducerForm(request.POST or None, instance=producer, user=request.user, joins=True)
    if request.method == "POST" and wants_refresh(request.POST):
        unchecked(form)
    elif form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("producers:profile" if producer else "producers:create")
    return render(request, "producers/profile.html", {"form": form, "producer": producer})


@roles_required(Role.PRODUCER)
def mine(request: SignedInRequest) -> HttpResponse:
    """My products with their state and what to do next."""
    products = Product.objects.own(request.user).for_cards().order_by("-updated_at")
    has_profile = Producer.objects.filter(
        organisation__in=request.user.organisations.all()
    ).exists()
    return render(
        request, "producers/mine.html", {"products": products, "has_profile": has_profile}
    )


@login_required
def create(request: SignedInRequest, producer_pk: int | None = None) -> HttpResponse:
    """List a new product: one's own, or as an officer for a producer of one's area."""
    mine_or_in_charge = Producer.objects.editable_by(request.user).select_related(
        "organisation__village"
    )
    if producer_pk:
        producer = get_object_or_404(mine_or_in_charge, pk=producer_pk)
    else:
        own = mine_or_in_charge.filter(organisation__in=request.user.organisations.all()).first()
        if own is None:
            messages.info(request, _("First tell us who you are and where you make it."))
            return redirect("producers:profile")
        producer = own
    # The form comes again after a tap too many or the back button: then it changes what it made.
    before = sent_before(producer, request.POST.get("client_id", ""))
    if before and before.state not in Product.EDITABLE:
        messages.info(request, _("This is saved and handed in already."))
        return redirect(before)
    form = ProductForm(
        request.POST or None, request.FILES or None, producer=producer, instance=before
    )
    if request.method == "POST" and wants_refresh(request.POST):
        unchecked(form)
    elif form.is_valid():
        return _saved(request, form)
    return render(request, "producers/product_form.html", {"form": form, "producer": producer})


@login_required
@transaction.atomic
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a product; a registered one stays in the catalogue."""
    products = Product.objects.editable_by(request.user).select_related(
        "producer__organisation", "village", "category"
    )
    if request.method == "POST":  # two people saving at once: one after the other
        products = products.select_for_update(of=("self",))
    product = get_object_or_404(products, pk=pk)
    if product.state not in Product.EDITABLE:
        messages.warning(
            request,
            _("This product waits for review. Take it back first to change it.")
            if product.state == Product.State.SUBMITTED
            else _("This product was taken out of the catalogue. Ask your province's staff."),
        )
        return redirect(product)
    form = ProductForm(
        request.POST or None, request.FILES or None, instance=product, producer=product.producer
    )
    if request.method == "POST" and wants_refresh(request.POST):
        unchecked(form)
    elif form.is_valid():
        return _saved(request, form)
    context = {"form": form, "product": product, "photos": product.photos.all()}
    return render(request, "producers/product_form.html", context)


def _saved(request: SignedInRequest, form: ProductForm) -> HttpResponse:
    product = form.save()
    if "submit" in request.POST and product.state in (
        Product.State.DRAFT,
        Product.State.CHANGES_REQUESTED,
    ):
        _submit(request, product)
    else:
        messages.success(request, _("Saved."))
    return redirect(product)


def _submit(request: SignedInRequest, product: Product) -> None:
    try:
        submit_product(product)
        messages.success(
            request, _("Handed in. The province's staff will look at it; you will be told.")
        )
    except StateConflict as conflict:
        messages.warning(request, str(conflict))


@login_required
@require_POST
def submit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Hand a draft in for review."""
    product = get_object_or_404(Product.objects.editable_by(request.user), pk=pk)
    _submit(request, product)
    return redirect(product)


@login_required
@require_POST
def withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a submission back to change it."""
    product = get_object_or_404(Product.objects.editable_by(request.user), pk=pk)
    try:
        product.withdraw()
        messages.success(request, _("Taken back. Change it and hand it in again."))
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect(product)


@login_required
@require_POST
def delete_photo(request: SignedInRequest, pk: int, photo_pk: int) -> HttpResponse:
    """Remove one photo of a product."""
    product = get_object_or_404(Product.objects.editable_by(request.user), pk=pk)
    for photo in product.photos.filter(pk=photo_pk):
        remove_photo(photo)
    messages.success(request, _("Photo removed."))
    return redirect("producers:edit", pk=pk)
