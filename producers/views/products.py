"""The producer's own side: who I am, what I have listed, changing it, handing it in."""

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
from producers.forms import ProducerForm
from producers.listing_forms import ProductForm, unfinished
from producers.models import Producer, Product
from producers.photos import MOST_PHOTOS
from producers.submitting import ask_renewal, submit_product
from producers.telling import tell_of_change

# A registered product that becomes something else is looked at by the staff.


@roles_required(Role.PRODUCER)
def profile(request: SignedInRequest) -> HttpResponse:
    """Who I am and where I make things; asked once, changed any time."""
    producer = Producer.objects.own(request.user).first()
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
    """My products with their state, what is unfinished first."""
    drafts = list(unfinished(Producer.objects.own(request.user)))
    products = list(Product.objects.own(request.user).for_cards().order_by("-updated_at"))
    # A listing whose last step arrives between the two queries is in both.
    made = {product.client_id for product in products}
    context = {
        "products": products,
        "drafts": [draft for draft in drafts if draft.client_id not in made],
    }
    return render(request, "producers/mine.html", context)


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
    form = ProductForm(request.POST or None, instance=product, producer=product.producer)
    if request.method == "POST" and wants_refresh(request.POST):
        unchecked(form)
    elif form.is_valid():
        return _saved(request, form)
    context = {
        "form": form,
        "product": product,
        "photos": product.photos.all(),
        "remarks": product.open_remarks,
        "most_photos": MOST_PHOTOS,
    }
    return render(request, "producers/product_form.html", context)


def _saved(request: SignedInRequest, form: ProductForm) -> HttpResponse:
    product = form.save()
    tell_of_change(product, form.changed_data)
    if "submit" in request.POST and product.state in Product.SUBMITTABLE:
        _submit(request, product)
    else:
        messages.success(request, _("Saved."))
    return redirect(product)


def _submit(request: SignedInRequest, product: Product) -> None:
    try:
        submit_product(product, request.user)
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
def renew(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask the staff to renew a registration that ends soon."""
    product = get_object_or_404(Product.objects.editable_by(request.user), pk=pk)
    if not product.renewable:
        messages.info(request, _("This registration need not be renewed now."))
    else:
        try:
            ask_renewal(product)
            messages.success(request, _("Asked. It stays in the catalogue until the staff decide."))
        except StateConflict as conflict:
            messages.warning(request, str(conflict))
    return redirect(product)
