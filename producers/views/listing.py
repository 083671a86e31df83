"""Listing a new product step by step.

One form holds every step. Without a script each step is a request and comes back as the next page;
with one the phone turns the pages itself, and what it sends here may come late, twice or in the
wrong order: the listing's own id and revision make that harmless.
"""

from __future__ import annotations

import time
import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from ovop.kernel.states import StateConflict
from places.fields import unchecked, wants_refresh
from producers.listing_forms import (
    LAST_STEP,
    STEPS,
    ProductForm,
    complete,
    form_of,
    snapshot_from,
)
from producers.models import ListingDraft, Producer
from producers.photos import MOST_PHOTOS
from producers.submitting import submit_product
from producers.views.photos import photo_actions, take_photos

MOST_REVISION = 2**62


@login_required
@require_safe
def create(request: SignedInRequest, producer_pk: int | None = None) -> HttpResponse:
    """A fresh listing: one's own, or as an officer for a producer of one's area."""
    charge = Producer.objects.editable_by(request.user).select_related("organisation__village")
    if producer_pk:
        producer = get_object_or_404(charge, pk=producer_pk)
    else:
        own = charge.filter(organisation__in=request.user.organisations.all()).first()
        if own is None:
            messages.info(request, _("First tell us who you are and where you make it."))
            return redirect("producers:profile")
        producer = own
    draft = ListingDraft(producer=producer, started_by=request.user)
    return _page(request, draft, ProductForm(producer=producer), step=1)


@login_required
def listing(request: SignedInRequest, client_id: uuid.UUID) -> HttpResponse:
    """One listing being written: its page, and the place where every step is sent."""
    draft = _draft(request, client_id)
    if request.method != "POST":
        if draft.product is not None:
            return redirect(draft.product)
        step = _step(request.GET.get("step"), draft.step)
        return _page(request, draft, unchecked(form_of(draft)), step=step)
    if request.headers.get("X-Listing-User", str(request.user.pk)) != str(request.user.pk):
        return JsonResponse({"errors": [_("Written under another account.")]}, status=409)
    if draft.product is not None:
        return _already_done(request, draft)
    wanted = _step(request.POST.get("go") or request.POST.get("at"), draft.step)
    draft.keep(snapshot_from(request.POST), step=wanted, revision=_revision(request))
    if draft.product is not None:  # completed by another tap at the same moment
        return _already_done(request, draft)
    photo_errors = take_photos(draft, request.FILES.getlist("photos"))
    photo_actions(draft, request.POST)
    if {"submit", "save"} & request.POST.keys():
        return _finish(request, draft, photo_errors)
    if _is_script(request):
        return JsonResponse({"saved": True, "revision": draft.revision})
    return _turn(request, draft, wanted, photo_errors)


def _draft(request: SignedInRequest, client_id: uuid.UUID) -> ListingDraft:
    """The listing of this id within the reader's charge; a first POST makes it."""
    producers = Producer.objects.editable_by(request.user)
    drafts = ListingDraft.objects.select_related("producer__organisation__village", "product")
    found = drafts.filter(client_id=client_id).first()
    if found is None and request.method == "POST":
        number = request.POST.get("producer", "")
        producer = get_object_or_404(producers, pk=number if number.isdecimal() else 0)
        try:
            with transaction.atomic():
                return ListingDraft.objects.create(
                    client_id=client_id, producer=producer, started_by=request.user
                )
        except IntegrityError:  # the same first step, sent twice at once
            found = drafts.get(client_id=client_id)
    if found is None or not producers.filter(pk=found.producer_id).exists():
        raise Http404
    return found


def _step(text: str | None, otherwise: int) -> int:
    return min(max(int(text), 1), LAST_STEP) if text and text.isdecimal() else otherwise


def _revision(request: SignedInRequest) -> int:
    """The phone's revision; without a script the time does, so that later is newer."""
    text = request.POST.get("revision", "")
    given = int(text) if text.isdecimal() and len(text) < 19 else 0
    return min(given, MOST_REVISION) or int(time.time() * 1000)


def _is_script(request: SignedInRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")


def _turn(
    request: SignedInRequest, draft: ListingDraft, wanted: int, photo_errors: list[str]
) -> HttpResponse:
    """Without a script: the next step, or this one again with what is wrong in it."""
    form = form_of(draft)
    if wants_refresh(request.POST):
        return _page(request, draft, unchecked(form), step=wanted)
    came_from = _step(request.POST.get("at"), 1)
    wrong = {name: form.errors[name] for name in STEPS[came_from - 1][2] if name in form.errors}
    if photo_errors or (wanted > came_from and wrong):
        _keep_only(form, wrong)
        return _page(request, draft, form, step=came_from, photo_errors=photo_errors)
    return redirect(f"{request.path}?step={wanted}")


def _keep_only(form: ProductForm, wrong: dict[str, Any]) -> None:
    """Reduce the form's errors to those of one step."""
    unchecked(form)
    form._errors.update(wrong)  # type: ignore[attr-defined]


def _finish(request: SignedInRequest, draft: ListingDraft, photo_errors: list[str]) -> HttpResponse:
    form = form_of(draft)
    if photo_errors or not form.is_valid():
        step = 1 if photo_errors else form.first_wrong_step
        if _is_script(request):
            texts = [str(text) for errors in form.errors.values() for text in errors]
            answer = {"saved": True, "errors": photo_errors + texts, "step": step}
            return JsonResponse(answer, status=422)
        return _page(request, draft, form, step=step, photo_errors=photo_errors)
    with transaction.atomic():
        product = complete(draft, form)
        try:
            if "submit" in request.POST:
                submit_product(product, request.user)
                messages.success(
                    request,
                    _("Handed in. The province's staff will look at it; you will be told."),
                )
            else:
                messages.success(request, _("Saved."))
        except StateConflict:  # the second of two taps
            pass
    if _is_script(request):
        return JsonResponse({"saved": True, "product": product.get_absolute_url()})
    return redirect(product)


def _already_done(request: SignedInRequest, draft: ListingDraft) -> HttpResponse:
    """What comes after the end, a second tap or a late message, changes nothing."""
    assert draft.product is not None
    if _is_script(request):
        return JsonResponse({"saved": True, "product": draft.product.get_absolute_url()})
    messages.info(request, _("This is saved already. Change it here."))
    return redirect(draft.product)


def _page(
    request: SignedInRequest,
    draft: ListingDraft,
    form: ProductForm,
    *,
    step: int,
    photo_errors: list[str] | None = None,
) -> HttpResponse:
    steps = [
        {"number": number, "title": title, "text": text, "fields": form.fields_of(number)}
        for number, (title, text, _names) in enumerate(STEPS, 1)
    ]
    context = {
        "draft": draft,
        "form": form,
        "producer": draft.producer,
        "steps": steps,
        "step": step,
        "photos": list(draft.photos.all()) if draft.pk else [],
        "photo_errors": photo_errors,
        "most_photos": MOST_PHOTOS,
    }
    return render(request, "producers/listing.html", context)


@login_required
@require_POST
def add_listing_photo(request: SignedInRequest, client_id: uuid.UUID) -> HttpResponse:
    """One photo from the phone's queue; `key` makes sending it twice harmless."""
    draft = _draft(request, client_id)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return JsonResponse({"errors": [_("The photo came without its key.")]}, status=422)
    owner = draft.product or draft
    errors = take_photos(owner, request.FILES.getlist("photos")[:1], key)
    return JsonResponse({"errors": errors}, status=422 if errors else 200)


@login_required
@require_POST
def discard(request: SignedInRequest, client_id: uuid.UUID) -> HttpResponse:
    """Throw an unfinished listing away."""
    draft = _draft(request, client_id)
    if draft.product is None:
        photo_actions(draft, {"remove_all": "1"})
        draft.delete()
        messages.success(request, _("The unfinished listing is gone."))
    return redirect("producers:mine")
