"""Pages of pools: what is proposed, asking the producers, their answers, the coordinator."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from matching.models import Pool, PoolShare
from matching.pools import answer_share, ask_pool
from ovop.kernel.boxes import typed
from ovop.kernel.digits import small_number
from ovop.kernel.states import StateConflict


@login_required
@require_safe
def pool(request: SignedInRequest, pk: int) -> HttpResponse:
    """One pool: each one's share, who has answered, and the reader's next step."""
    found = get_object_or_404(Pool.objects.visible_to(request.user).with_shares(), pk=pk)
    may_ask = Pool.objects.editable_by(request.user).filter(pk=pk).exists()
    mine = set(request.user.organisations.values_list("pk", flat=True))
    own = {s.pk for s in found.shares.all() if s.product.producer.organisation_id in mine}
    members = found.members
    takes_part = any(share.pk in own for share in members)
    context = {
        "pool": found,
        # Who declined is of interest to those who ask, and to themselves.
        "shares": [s for s in found.shares.all() if may_ask or s in members or s.pk in own],
        "may_ask": may_ask,
        "may_name": may_ask and request.user.reviews,
        "own": own,
        "takes_part": takes_part,
        "contacts": found.state == Pool.State.AGREED and (may_ask or takes_part),
    }
    return render(request, "matching/pool.html", context)


@login_required
@require_POST
def ask(request: SignedInRequest, pk: int) -> HttpResponse:
    """The buyer, or staff for the buyer, asks every producer of a proposed pool."""
    found = get_object_or_404(Pool.objects.editable_by(request.user), pk=pk)
    try:
        ask_pool(found, request.user)
        messages.success(
            request, _("Each producer was asked. You will be told when all have agreed.")
        )
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect(found)


@login_required
@require_POST
def answer(request: SignedInRequest, pk: int, share_pk: int) -> HttpResponse:
    """A producer takes part, or does not."""
    shares = PoolShare.objects.filter(
        product__producer__organisation__in=request.user.organisations.all()
    ).exclude(pool__state=Pool.State.PROPOSED)
    share = get_object_or_404(shares, pk=share_pk, pool=pk)
    agrees = "agree" in request.POST
    try:
        answer_share(share, request.user, agrees=agrees, reason=typed(request, "reason", 300))
        messages.success(
            request,
            _("You take part.") if agrees else _("You do not take part. Thank you for the answer."),
        )
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect("matching:pool", pk=pk)


@login_required
@require_POST
def name_coordinator(request: SignedInRequest, pk: int) -> HttpResponse:
    """Staff name the producer who speaks for the others; an empty choice takes it back."""
    found = get_object_or_404(Pool.objects.editable_by(request.user), pk=pk)
    if not request.user.reviews:
        messages.warning(request, _("The province's staff name the coordinator."))
        return redirect(found)
    wanted = small_number(request.POST.get("producer"))
    members = found.shares.exclude(state=PoolShare.State.DECLINED)
    member = members.filter(product__producer=wanted).first()
    found.coordinator_id = member.product.producer_id if member else None
    found.save(update_fields=["coordinator"])
    messages.success(request, _("Saved."))
    return redirect(found)
