"""Stars: judging one product, and the rubrics it is judged by."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from producers.models import Product, Rubric
from producers.rating import RatingForm, rate
from producers.rubrics import CriterionFormSet, RubricConflict, RubricForm, new_version
from producers.views.reviewing import REVIEWERS, find_in_charge


@roles_required(*REVIEWERS)
def judge(request: SignedInRequest, pk: int) -> HttpResponse:
    """The sheet of one registered product."""
    product = find_in_charge(request, pk)
    rubric = Rubric.for_product(product)
    if product.state != Product.State.REGISTERED or rubric is None:
        messages.warning(request, _("Only a registered product is judged, by a rubric in use."))
        return redirect("producers:review", pk=pk)
    form = RatingForm(request.POST if request.method == "POST" else None, rubric=rubric)
    if form.is_valid():
        rating = rate(product, request.user, rubric, form.points, form.cleaned_data["note"])
        messages.success(
            request,
            _("%(percent)s %%, stars: %(stars)s. The producer was told.")
            % {"percent": f"{rating.percent.normalize():f}", "stars": rating.stars},
        )
        return redirect("producers:review", pk=pk)
    earlier = product.ratings.select_related("judged_by")[:5]
    context = {"product": product, "rubric": rubric, "form": form, "ratings": earlier}
    return render(request, "producers/judge.html", context, status=422 if form.is_bound else 200)


@roles_required(*REVIEWERS)
@require_safe
def rubrics(request: SignedInRequest) -> HttpResponse:
    """The rubrics in use, and those that were."""
    found = Rubric.objects.prefetch_related("criteria", "fields").select_related("changed_by")
    return render(request, "producers/rubrics.html", {"rubrics": found})


@roles_required(Role.NATIONAL)
def edit_rubric(request: SignedInRequest, pk: int | None = None) -> HttpResponse:
    """Change a rubric or make one for some fields; what was judged before keeps its sheet."""
    old = get_object_or_404(Rubric, pk=pk, in_use=True) if pk else None
    form = RubricForm(request.POST or None, instance=old)
    formset = CriterionFormSet(request.POST or None, instance=old, prefix="criteria")
    if request.method == "POST" and "retire" in request.POST and old and old.fields.exists():
        Rubric.objects.filter(pk=old.pk).update(in_use=False)
        messages.success(request, _("Retired. These products are judged by the general rubric."))
        return redirect("producers:rubrics")
    if request.method == "POST" and form.is_valid() & formset.is_valid():
        try:
            new_version(old, form, formset, request.user)
            messages.success(request, _("Saved. Products judged from now on are judged by it."))
        except RubricConflict:
            messages.warning(
                request, _("Somebody else changed this rubric meanwhile. Yours was not saved.")
            )
        return redirect("producers:rubrics")
    context = {"form": form, "formset": formset, "rubric": old}
    return render(request, "producers/rubric_form.html", context)
