"""Pages from which the ranking learns: marking a match, the weights and their history."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from buyers.models import Need
from matching.learning.tuning import NotEnoughEvidence, adopt, propose_weights
from matching.models import Judgement, RankingWeights
from matching.ranking import DEFAULT_BUYER, DEFAULT_PRODUCER
from matching.reasons import LABELS, PRODUCER_LABELS
from ovop.kernel.boxes import typed
from ovop.kernel.digits import small_number
from producers.models import Product


@login_required
@require_POST
def judge(request: SignedInRequest, pk: int) -> HttpResponse:
    """The need's buyer, or staff, says that a match is good or not; the same again takes it back."""
    need = get_object_or_404(Need.objects.editable_by(request.user), pk=pk)
    product = get_object_or_404(
        Product.objects.public(), pk=small_number(request.POST.get("product"))
    )
    if not {"good", "bad"} & request.POST.keys():
        return redirect(need)
    good = "good" in request.POST
    mine = Judgement.objects.filter(need=need, product=product, user=request.user)
    if mine.filter(good=good).exists():
        mine.delete()
    else:
        Judgement.objects.update_or_create(
            need=need, product=product, user=request.user, defaults={"good": good}
        )
        messages.success(request, _("Thank you. The suggestions learn from it."))
    return redirect(f"{need.get_absolute_url()}#product-{product.pk}")


@roles_required(Role.STAFF, Role.NATIONAL)
def weights(request: SignedInRequest) -> HttpResponse:
    """The weights in use and all before; the National Committee tries new ones and goes back."""
    report = None
    if request.method == "POST":
        if request.user.role != Role.NATIONAL:
            messages.warning(request, _("The National Committee decides about the weights."))
            return redirect("matching:weights")
        if "back" in request.POST:
            return _go_back(request)
        try:
            report = propose_weights()
        except NotEnoughEvidence as error:
            messages.warning(request, str(error))
            return redirect("matching:weights")
        if "apply" in request.POST:
            if report.is_better:
                adopt(report, request.user, typed(request, "note", 300))
                messages.success(request, _("In use from the next run on."))
            else:
                messages.warning(request, _("They are not clearly better; nothing was changed."))
            return redirect("matching:weights")
    current = RankingWeights.in_use()
    context = {
        "buyer": _rows(current.buyer, report.new.buyer if report else None, LABELS),
        "producer": _rows(
            current.producer, report.new.producer if report else None, PRODUCER_LABELS
        ),
        "history": RankingWeights.objects.select_related("made_by")[:20],
        "judged": Judgement.objects.count(),
        "report": report,
    }
    return render(request, "matching/weights.html", context)


def _go_back(request: SignedInRequest) -> HttpResponse:
    """Use an earlier version again, as a new one: the history has no holes."""
    wanted = small_number(request.POST.get("back"))
    if wanted == 0:
        buyer, producer, name = dict(DEFAULT_BUYER), dict(DEFAULT_PRODUCER), _("the first ones")
    else:
        old = get_object_or_404(RankingWeights, pk=wanted)
        buyer, producer, name = old.buyer, old.producer, str(old)
    RankingWeights.objects.create(
        buyer=buyer, producer=producer, made_by=request.user,
        note=(_("Back to: %(version)s") % {"version": name})[:300],
    )  # fmt: skip
    messages.success(request, _("In use from the next run on."))
    return redirect("matching:weights")


def _rows(
    current: dict[str, float], new: dict[str, float] | None, labels: Mapping[str, object]
) -> list[dict[str, object]]:
    """One row per factor: its name, its share of the whole in per cent, and the proposed one."""
    whole, fresh = sum(current.values()), sum((new or {}).values())
    return [
        {
            "label": labels[name], "percent": round(100 * weight / whole),
            "proposed": round(100 * new[name] / fresh) if new and name in new else None,
        }
        for name, weight in sorted(current.items(), key=lambda item: -item[1])
    ]  # fmt: skip
