"""The list of who serves, and what may be done with an account."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Invitation
from accounts.people.charge import looked_after_by, offered_by
from accounts.people.forms import InvitationForm, RoleForm
from accounts.permissions import roles_required
from accounts.requests import SignedInRequest
from places.fields import Picked

BY = ("staff", "national")


@roles_required(*BY)
def people(request: SignedInRequest) -> HttpResponse:
    """Who serves, whom one has invited, and a form to invite another."""
    form = InvitationForm(request.POST or None, by=request.user)
    if form.is_valid():
        phone = form.cleaned_data["phone"]
        try:
            with transaction.atomic():
                _lapsed(phone).delete()
                made = Invitation.objects.create(phone=phone, invited_by=request.user, **form.charge())  # fmt: skip
                get_adapter().send_invitation(made)
        except IntegrityError:  # another colleague was quicker
            form.add_error("phone", _("This number is invited already."))
        else:
            messages.success(
                request,
                _(
                    "Invited. They sign up with this number, or sign in with a code, and have the role."
                ),
            )
            return redirect("accounts:people")
    factors = Authenticator.objects.filter(user=OuterRef("pk"))
    context = {
        "form": form,
        "people": looked_after_by(request.user)
        .annotate(lacks_factor=~Exists(factors) & ~Q(role="officer"))
        .order_by("-is_active", "province", "role", "full_name"),
        "invitations": offered_by(request.user),
    }
    return render(request, "accounts/people.html", context, status=422 if form.errors else 200)


@roles_required(*BY)
def person(request: SignedInRequest, pk: int) -> HttpResponse:
    """One account: its role and place, which may be changed here."""
    found = get_object_or_404(looked_after_by(request.user), pk=pk)
    initial = {"role": found.role, "place": Picked.of(found.place)}
    form = RoleForm(request.POST or None, by=request.user, initial=initial)
    if form.is_valid():
        for name, value in form.charge().items():
            setattr(found, name, value)
        found.save(update_fields=["role", "province", "district", "commune"])
        messages.success(request, _("Saved. It holds from their next step on."))
        return redirect("accounts:people")
    context = {
        "form": form, "found": found,
        "has_factor": Authenticator.objects.filter(user=found).exists(),
    }  # fmt: skip
    return render(request, "accounts/person.html", context, status=422 if form.errors else 200)


@roles_required(*BY)
@require_POST
def close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Shut an account, or open it again: it works from the next request on."""
    found = get_object_or_404(looked_after_by(request.user), pk=pk)
    found.is_active = request.POST.get("open") == "1"
    found.save(update_fields=["is_active"])
    said = _("The account is open again.") if found.is_active else _("The account is closed.")
    messages.success(request, said)
    return redirect("accounts:person", pk=pk)


@roles_required(*BY)
@require_POST
def forget_factor(request: SignedInRequest, pk: int) -> HttpResponse:
    """For who lost the phone with the app: the next time they sign in they set up another."""
    found = get_object_or_404(looked_after_by(request.user), pk=pk)
    with transaction.atomic():
        Authenticator.objects.filter(user=found).delete()
        found.sign_out_everywhere()
    messages.success(request, _("Done. They set up the second step anew when they sign in."))
    return redirect("accounts:person", pk=pk)


@roles_required(*BY)
@require_POST
def take_back(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take back an invitation nobody has taken up."""
    deleted, _kinds = offered_by(request.user).filter(pk=pk).delete()
    if deleted:
        messages.success(request, _("The invitation is taken back."))
    else:
        messages.warning(request, _("It was taken up or taken back already."))
    return redirect("accounts:people")


def _lapsed(phone: str) -> QuerySet[Invitation]:
    return Invitation.objects.filter(phone=phone, accepted_at=None, expires_at__lt=timezone.now())
