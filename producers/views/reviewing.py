"""Reviewing what was handed in: the queue, one product, the decision."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from accounts.scope import in_charge_of
from ovop.kernel.digits import small_number
from ovop.kernel.states import StateConflict
from producers import deciding
from producers.models import Product
from producers.review_forms import REVIEWED, ReviewForm
from producers.snapshots import Difference, differences, label_of, shown, snapshot_of
from producers.views.photos import shown_photos

REVIEWERS = (Role.STAFF, Role.NATIONAL)
QUEUES = ("review", "stars")


def find_in_charge(request: SignedInRequest, pk: int) -> Product:
    """The product `pk` if it lies in the reader's charge; else 404."""
    products = Product.objects.filter(in_charge_of(request.user)).select_related(
        "producer__organisation__province", "category__parent", "province", "district", "commune",
        "village__district", "registered_by",
    )  # fmt: skip
    return get_object_or_404(products, pk=pk)


@roles_required(*REVIEWERS)
@require_safe
def review_queue(request: SignedInRequest) -> HttpResponse:
    """What waits for a decision, the longest waiting first; or whose stars are to be judged."""
    queue = request.GET.get("queue", "")
    queue = queue if queue in QUEUES else "review"
    queues = {
        "review": Product.objects.reviewable_by(request.user),
        "stars": Product.objects.to_judge_by(request.user),
    }
    page = Paginator(queues[queue].for_cards(), 30).get_page(request.GET.get("page"))
    counts = {
        name: page.paginator.count if name == queue else found.count()
        for name, found in queues.items()
    }
    context = {"page": page, "queue": queue, "counts": counts}
    return render(request, "producers/review_queue.html", context)


@roles_required(*REVIEWERS)
@require_safe
def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """One product with what changed since last time, the checklist and the decision."""
    return _page(request, find_in_charge(request, pk), ReviewForm())


def _page(
    request: SignedInRequest, product: Product, form: ReviewForm, status: int = 200
) -> HttpResponse:
    now = snapshot_of(product)
    submissions = list(product.submissions.all()[:2])
    changes = _changes(product, [each.snapshot for each in submissions], now)
    context = {
        "product": product,
        "photos": shown_photos(product, may_edit=True),
        "facts": [
            {"name": name, "label": label_of(name), "value": shown(name, now), "reason": form[f"reason_{name}"]}
            for name in REVIEWED
        ],
        "changes": changes,
        "submission": submissions[0].pk if submissions else "",
        "changed": {each.field: each.before for each in changes},
        "certificates": list(product.producer.certificates.covering(product)),
        "history": product.reviews.select_related("reviewer").prefetch_related("remarks"),
        "found": _looked_up(product),
        "usual": Product.objects.public().exclude(pk=product.pk).usual_price(product),
        "ratings": product.ratings.select_related("judged_by")[:5],
        "form": form,
    }  # fmt: skip
    return render(request, "producers/review.html", context, status=status)


def _changes(
    product: Product, handed_in: list[dict[str, Any]], now: dict[str, Any]
) -> list[Difference]:
    """Since the last review: between two submissions, or since a registered one was handed in."""
    if product.state == Product.State.REGISTERED and handed_in:
        return differences(handed_in[0], now)
    return differences(handed_in[1], handed_in[0]) if handed_in[1:] else []


def _last_submission(product: Product) -> int | None:
    return product.submissions.values_list("pk", flat=True).first()


def _looked_up(product: Product) -> list[tuple[str, bool]]:
    """What can be seen without a person, so that the reviewer need not look for it."""
    return [
        (_("A photo"), product.cover is not None),
        (_("A description"), bool(product.description_km or product.description_en)),
        (_("A name in both languages"), bool(product.name_km and product.name_en)),
        (_("Packaging"), bool(product.packed_in)),
        (_("How long it keeps"), product.shelf_life_days is not None),
    ]


@roles_required(*REVIEWERS)
@require_POST
def register(request: SignedInRequest, pk: int) -> HttpResponse:
    """Approve: it gets its registration number and becomes public."""

    def decide(product: Product, form: ReviewForm) -> str:
        deciding.register(
            product, request.user, form.cleaned_data["checked"], form.cleaned_data["note"]
        )
        return _("Registered with number %(number)s.") % {"number": product.registration_number}

    return _decide(request, pk, "register", decide)


@roles_required(*REVIEWERS)
@require_POST
def request_changes(request: SignedInRequest, pk: int) -> HttpResponse:
    """Send it back with a reason per field."""

    def decide(product: Product, form: ReviewForm) -> str:
        deciding.request_changes(product, request.user, form.cleaned_data["note"], form.reasons)
        return _("The producer was told.")

    return _decide(request, pk, "request_changes", decide)


@roles_required(*REVIEWERS)
@require_POST
def suspend(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take it out of the catalogue with a note."""

    def decide(product: Product, form: ReviewForm) -> str:
        deciding.suspend(product, request.user, form.cleaned_data["note"])
        return _("The producer was told.")

    return _decide(request, pk, "suspend", decide)


@roles_required(*REVIEWERS)
@require_POST
def grant_renewal(request: SignedInRequest, pk: int) -> HttpResponse:
    """Another term for a registration that ends."""

    def decide(product: Product, form: ReviewForm) -> str:
        deciding.renew(product, request.user)
        return _("Renewed. The producer was told.")

    return _decide(request, pk, "renew", decide)


def _decide(
    request: SignedInRequest, pk: int, decision: str, decide: Callable[[Product, ReviewForm], Any]
) -> HttpResponse:
    product = find_in_charge(request, pk)
    form = ReviewForm(request.POST, decision=decision)
    if not form.is_valid():
        return _page(request, product, form, status=422)
    seen = small_number(request.POST.get("submission"))
    if seen is not None and seen != _last_submission(product):
        messages.warning(
            request,
            _("The producer handed it in anew while you looked at it. Look again at what changed."),
        )
        return redirect("producers:review", pk=pk)
    try:
        messages.success(request, decide(product, form))
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("producers:review_queue")
