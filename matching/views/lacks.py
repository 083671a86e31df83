"""Which trainings a province needs, and inviting to them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from forums.models import Training
from matching.lacks import invite_who_lacks, lacks_of, why


@roles_required(Role.STAFF, Role.NATIONAL)
@require_safe
def training_needs(request: SignedInRequest) -> HttpResponse:
    """What producers lack, by topic, each with the training that is planned for it, if any."""
    planned: dict[str, Training] = {}
    for training in Training.objects.editable_by(request.user).filter(state__in=["draft", "open"]):
        planned.setdefault(training.topic, training)
    rows = [(lack, why(lack), planned.get(lack.topic)) for lack in lacks_of(request.user)]
    return render(request, "matching/training_needs.html", {"rows": rows})


@roles_required(Role.STAFF, Role.NATIONAL)
@require_POST
def invite_to_training(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tell everybody who lacks what this training teaches about it."""
    training = get_object_or_404(
        Training.objects.editable_by(request.user).select_related("province"), pk=pk, state="open"
    )
    told = invite_who_lacks(training, request.user)
    text = ngettext("%(n)s producer is told about it.", "%(n)s producers are told about it.", told)
    messages.success(request, text % {"n": told})
    return redirect(training)
