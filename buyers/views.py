"""Pages of buyers and their needs."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from buyers.filters import NeedFilter
from buyers.forms import BuyerForm, NeedForm
from buyers.models import Buyer, Need, NeedInvitation
from buyers.models.needs import DayPassed
from buyers.proposals import fill_in
from notices.sending import tell_members
from ovop.kernel.digits import small_number
from ovop.kernel.states import StateConflict
from places.fields import unchecked, wants_refresh
from producers.models import Producer

STEPS = ("open", "pause", "fill", "close")


@roles_required(Role.BUYER)
def profile(request: SignedInRequest) -> HttpResponse:
    """Who we are and where; asked once, changed any time."""
    buyer = Buyer.objects.own(request.user).first()
    form = BuyerForm(request.POST or None, instance=buyer, user=request.user)
    if request.method == "POST" and wants_refresh(request.POST):
        unchecked(form)
    elif form.is_valid():
        form.save()
        messages.success(request, _("Saved."))
        return redirect("buyers:profile" if buyer else "buyers:create")
    return render(request, "buyers/profile.html", {"form": form, "buyer": buyer})


@login_required
@require_safe
def needs(request: SignedInRequest) -> HttpResponse:
    """A buyer's own needs; for producers the open ones; for staff those of their province."""
    visible = Need.objects.visible_to(request.user).for_cards()
    found = NeedFilter(request.GET, queryset=visible, request=request)
    page = Paginator(found.qs, 20).get_page(request.GET.get("page"))
    context = {"page": page, "filter": found, "own": request.user.role == Role.BUYER}
    return render(request, "buyers/needs.html", context)


@login_required
def create(request: SignedInRequest) -> HttpResponse:
    """Post a need."""
    buyer = (
        Buyer.objects.own(request.user)
        .select_related("organisation__district", "organisation__province")
        .first()
    )
    if buyer is None:
        if request.user.role != Role.BUYER:
            raise Http404
        messages.info(request, _("First tell us who you are."))
        return redirect("buyers:profile")
    return _form_page(request, buyer)


@login_required
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    """Change a need that is not over."""
    need = get_object_or_404(
        Need.objects.editable_by(request.user).select_related(
            "buyer__organisation", "district", "province"
        ),
        pk=pk,
    )
    if need.is_over:
        messages.warning(request, _("This need is over. Post a new one instead."))
        return redirect(need)
    return _form_page(request, need.buyer, need)


def _form_page(request: SignedInRequest, buyer: Buyer, need: Need | None = None) -> HttpResponse:
    data: QueryDict | None = request.POST or None
    names: list[str] = []
    if asked := "propose" in request.POST:
        data, names = fill_in(request.POST)
    form = NeedForm(data, instance=need, buyer=buyer)
    if asked and request.headers.get("Accept") == "application/json":
        return _proposed(form, names)
    if asked or (request.method == "POST" and wants_refresh(request.POST)):
        unchecked(form)
    elif form.is_valid():
        return _save(request, form)
    labels = dict.fromkeys(_label(form, name) for name in names)
    told = (_said() % _(", ").join(labels) if labels else _nothing()) if asked else ""
    context = {"form": form, "need": form.instance, "told": told}
    return render(request, "buyers/need_form.html", context)


def _proposed(form: NeedForm, names: list[str]) -> JsonResponse:
    """What the page's script fills in, unless the buyer was quicker."""
    rows = [
        {"name": name, "values": form.data.getlist(name), "label": _label(form, name)}  # type: ignore[attr-defined]
        for name in names
    ]
    return JsonResponse({"proposed": rows, "said": _said(), "nothing": "" if rows else _nothing()})


def _said() -> str:
    return _("Filled in from your words: %s. Change what is not right.")


def _nothing() -> str:
    return _("Your words name no quantity or kind that we know; please fill it in below.")


def _label(form: NeedForm, name: str) -> str:
    """What the form calls a field; the two boxes of a price are one."""
    return str(form.fields[name.removesuffix("_0").removesuffix("_1")].label)


def _save(request: SignedInRequest, form: NeedForm) -> HttpResponse:
    need = form.save()
    if "publish" in request.POST and need.state == Need.State.DRAFT:
        try:
            need.open()
            messages.success(request, _("Posted. We are looking for products that fit."))
        except StateConflict as conflict:
            messages.warning(request, str(conflict))
    else:
        messages.success(request, _("Saved."))
    return redirect(need)


@login_required
@require_POST
def step(request: SignedInRequest, pk: int, action: str) -> HttpResponse:
    """Open, pause, fill or close a need."""
    if action not in STEPS:
        raise Http404
    need = get_object_or_404(Need.objects.editable_by(request.user), pk=pk)
    try:
        getattr(need, action)()
        messages.success(request, _("Done."))
    except DayPassed as passed:
        messages.warning(request, str(passed))
        return redirect("buyers:edit", pk=pk)
    except StateConflict as conflict:
        messages.warning(request, str(conflict))
    return redirect(need)


@login_required
@require_POST
def invite(request: SignedInRequest, pk: int) -> HttpResponse:
    """Ask a producer to answer a need, or take that back."""
    need = get_object_or_404(
        Need.objects.editable_by(request.user).select_related("buyer__organisation"), pk=pk
    )
    producer = get_object_or_404(
        Producer.objects.visible_to(request.user).select_related("organisation"),
        pk=small_number(request.POST.get("producer")),
    )
    if "withdraw" in request.POST:
        need.invitations.filter(producer=producer).delete()
        messages.success(request, _("Taken back."))
    elif need.state != Need.State.OPEN:
        messages.warning(request, _("Post the need first; then producers can be invited."))
    else:
        with transaction.atomic():
            made, new = NeedInvitation.objects.get_or_create(
                need=need, producer=producer, defaults={"invited_by": request.user}
            )
            if new:
                tell_members(
                    producer.organisation, "need_invited", link=need.get_absolute_url(),
                    dedupe=f"need-invited:{made.pk}", need=need.names,
                    buyer=need.buyer.organisation.names,
                )  # fmt: skip
        messages.success(
            request, _("Invited; they were told.") if new else _("They are invited already.")
        )
    return redirect(need)
