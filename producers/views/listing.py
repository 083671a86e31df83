"""Listing a new product step by step.

One form holds every step. Without a script each step is a request and comes back as the next page;
with one the phone turns the pages itself, and what it sends here may come late, twice or in the
wrong order: the listing's own id and revision make that harmless.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from ovop.kernel.digits import small_number
from ovop.kernel.states import StateConflict
from places.fields import unchecked, wants_refresh
from producers.listing_forms import (
    LAST_STEP,
    STEPS,
    ProductForm,
    complete,
    form_of,
    snapshot_from,
    unfinished,
)
from producers.models import ListingDraft, Producer, Product
from producers.photos import MOST_PHOTOS, remove_photo
from producers.submitting import submit_product
from producers.views.enrolment import editable_producer
from producers.views.photos import photo_actions, take_photos


@login_required
@require_safe
def create(request: SignedInRequest, producer_pk: int | None = None) -> HttpResponse:
    """A fresh listing: one's own, or as an officer for a producer of one's area."""
    if producer_pk:
        producer = editable_producer(request, producer_pk)
    else:
        own = Producer.objects.own(request.user).select_related("organisation__village").first()
        if own is None:
            messages.info(request, _("First tell us who you are and where you make it."))
            return redirect("producers:profile")
        producer = own
    draft = ListingDraft(producer=producer, started_by=request.user)
    others = unfinished(Producer.objects.filter(pk=producer.pk))[:3]
    return _page(request, draft, ProductForm(producer=producer), step=1, others=others)


@login_required
def listing(request: SignedInRequest, client_id: uuid.UUID) -> HttpResponse:
    """One listing being written: its page, and the place where every step is sent."""
    if refused := _written_by_another(request):
        return refused
    draft = _draft(request, client_id)
    if draft.discarded_at is not None:
        return _gone(request)
    if request.method != "POST":
        if draft.product is not None:
            return redirect(draft.product)
        step = _step(request.GET.get("step"), draft.step)
        return _page(request, draft, unchecked(form_of(draft)), step=step)
    if draft.product is not None:
        return _already_done(request, draft)
    wanted = _step(request.POST.get("go") or request.POST.get("at"), draft.step)
    revision = _revision(request, draft)
    data, merged = _beside_others(request, draft, snapshot_from(request.POST))
    if not draft.keep(data, step=wanted, revision=revision):
        if draft.discarded_at is not None:
            return _gone(request)
        if draft.product is None and _is_script(request):
            # Newer things are stored: the phone looks at what it has and sends it again above that.
            return JsonResponse({"saved": False, "revision": draft.revision}, status=409)
    if draft.product is not None:  # completed by another tap at the same moment
        return _already_done(request, draft)
    photo_errors = take_photos(draft, request.FILES.getlist("photos"))
    photo_actions(draft, request.POST)
    if {"submit", "save"} & request.POST.keys():
        return _finish(request, draft, photo_errors)
    if _is_script(request):
        answer = {"saved": True, "revision": draft.revision}
        return JsonResponse(answer | ({"data": draft.data} if merged else {}))
    return _turn(request, draft, wanted, photo_errors)


def _draft(request: SignedInRequest, client_id: uuid.UUID) -> ListingDraft:
    """The listing of this id within the reader's charge; a first POST makes it."""
    producers = Producer.objects.editable_by(request.user)
    drafts = ListingDraft.objects.select_related("producer__organisation__village", "product")
    found = drafts.filter(client_id=client_id).first()
    if found is None and request.method == "POST":
        producer = get_object_or_404(producers, pk=small_number(request.POST.get("producer")))
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
    number = small_number(text)
    return otherwise if number is None else min(max(number, 1), LAST_STEP)


def _revision(request: SignedInRequest, draft: ListingDraft) -> int:
    """The phone's revision; without a script this request is simply the newest."""
    given = small_number(request.POST.get("revision")) if _is_script(request) else None
    return given or max(int(time.time() * 1000), draft.revision + 1)


def _beside_others(
    request: SignedInRequest, draft: ListingDraft, sent: dict[str, list[str]]
) -> tuple[dict[str, list[str]], bool]:
    """What is to be stored, and whether somebody else's fields are in it.

    A phone says which revision it was written on (`base`) and what was typed there (`dirty`). When
    another phone wrote meanwhile, only what was typed replaces what is stored.
    """
    base = small_number(request.POST.get("base"))
    if not _is_script(request) or base is None or not draft.data or draft.revision <= base:
        return sent, False
    typed = set(request.POST.getlist("dirty"))
    kept = {key: values for key, values in draft.data.items() if key not in typed}
    return kept | {key: values for key, values in sent.items() if key in typed}, True


def _written_by_another(request: SignedInRequest) -> HttpResponse | None:
    """What somebody typed on a shared phone is not sent under the next one's account."""
    if request.headers.get("X-Listing-User", str(request.user.pk)) == str(request.user.pk):
        return None
    return JsonResponse({"errors": [_("Written under another account.")]}, status=403)


def _gone(request: SignedInRequest) -> HttpResponse:
    """What comes for a listing that was thrown away."""
    if _is_script(request):
        return JsonResponse({"gone": True}, status=410)
    messages.info(request, _("The unfinished listing is gone."))
    return redirect("producers:mine")


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
    others: Iterable[ListingDraft] = (),
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
        "others": others,
        "most_photos": MOST_PHOTOS,
    }
    return render(request, "producers/listing.html", context)


@login_required
@require_POST
def add_listing_photo(request: SignedInRequest, client_id: uuid.UUID) -> HttpResponse:
    """One photo from the phone's queue; `key` makes sending it twice harmless."""
    if refused := _written_by_another(request):
        return refused
    draft = _draft(request, client_id)
    if draft.discarded_at is not None:
        return _gone(request)
    if draft.product is not None and draft.product.state not in Product.EDITABLE:
        errors = [_("This product waits for review. Take it back first to change it.")]
        return JsonResponse({"errors": errors}, status=422)
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return JsonResponse({"errors": [_("The photo came without its key.")]}, status=422)
    if "remove" in request.POST:
        for photo in (draft.product or draft).photos.filter(key=key):
            remove_photo(photo)
        return JsonResponse({"errors": []})
    errors = take_photos(draft.product or draft, request.FILES.getlist("photos")[:1], key)
    return JsonResponse({"errors": errors}, status=422 if errors else 200)


@login_required
@require_POST
def discard(request: SignedInRequest, client_id: uuid.UUID) -> HttpResponse:
    """Throw an unfinished listing away."""
    draft = _draft(request, client_id)
    if draft.product is None:
        for photo in draft.photos.all():
            remove_photo(photo)
        draft.discard()
        messages.success(request, _("The unfinished listing is gone."))
    return redirect("producers:mine")
