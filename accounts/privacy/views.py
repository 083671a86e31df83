"""What is kept about people, for everybody to read; their own copy, and the way out."""

from __future__ import annotations

import re

from allauth.account.decorators import reauthentication_required
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Consent, Erasure, Organisation, User
from accounts.models.consents import TERMS_VERSION
from accounts.privacy import erasing, exporting
from accounts.privacy.registry import Kept, everything_kept
from accounts.privacy.signals import erasure_asked
from accounts.requests import SignedInRequest

_NAME = re.compile("[:៖]")  # what stands before it says what, what follows of which it consists


class EraseForm(forms.Form):
    """Which pages go with the account. The one of a household is its people; a cooperative goes on without them."""

    organisations = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), required=False, widget=forms.CheckboxSelectMultiple,
        label=gettext_lazy("Take down these pages too"),
        help_text=gettext_lazy("Nobody but you acts for them. One that stays is looked after by the commune's officer until somebody takes it over."),
    )  # fmt: skip
    sure = forms.BooleanField(
        label=gettext_lazy("Yes, erase me"),
        error_messages={"required": gettext_lazy("Tick this to go on. Nothing was changed.")},
    )

    def __init__(self, *args: object, user: User, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        alone = erasing.ends_with(user)
        field = self.fields["organisations"]
        field.queryset = Organisation.objects.filter(pk__in=[each.pk for each in alone])  # type: ignore[attr-defined]
        field.initial = [each.pk for each in alone if each.kind == Organisation.Kind.HOUSEHOLD]
        if not alone:
            del self.fields["organisations"]


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about whom and why, as each room says it, by how long."""
    groups: dict[str, dict[str, Kept]] = {}
    for kept in everything_kept():
        groups.setdefault(str(kept.until), {}).setdefault(str(kept.what), kept)
    listed = [
        (until, [_NAME.split(what)[0] for what in found], list(found.values()))
        for until, found in groups.items()
    ]
    return render(request, "accounts/privacy/privacy.html", {"groups": listed})


@login_required
def my_data(request: SignedInRequest) -> HttpResponse:
    """What was agreed to, the copy, and the way out."""
    if request.method == "POST":  # agreeing to the text as it is now
        Consent.objects.get_or_create(
            user=request.user, kind=Consent.Kind.TERMS, version=TERMS_VERSION
        )
        messages.success(request, _("Saved."))
        return redirect("accounts:my_data")
    consents = list(request.user.consents.order_by("-given_at"))
    context = {
        "consents": consents,
        "agreed": any(each.version == TERMS_VERSION for each in consents),
        "erasure": Erasure.waiting_of(request.user).first(),
    }
    return render(request, "accounts/privacy/my_data.html", context)


@login_required
@reauthentication_required(allow_get=True)
@require_POST
def copy(request: SignedInRequest) -> FileResponse:
    """The ZIP."""
    name = f"ovop-match-{timezone.localdate():%Y-%m-%d}.zip"
    return FileResponse(exporting.copy_of(request.user), as_attachment=True, filename=name)


@login_required
@reauthentication_required
def erase(request: SignedInRequest) -> HttpResponse:
    """Ask to be erased in a week."""
    form = EraseForm(request.POST if request.method == "POST" else None, user=request.user)
    if form.is_valid():
        chosen = [each.pk for each in form.cleaned_data.get("organisations", [])]
        asked = erasing.ask(request.user, chosen)
        erasure_asked.send(User, user=request.user, erasure=asked)
        return redirect("accounts:my_data")
    return render(request, "accounts/privacy/erase.html", {"form": form})


@login_required
@require_POST
def stay(request: SignedInRequest) -> HttpResponse:
    """Take it back."""
    if erasing.take_back(request.user):
        messages.success(request, _("You stay. Nothing was erased."))
    return redirect("accounts:my_data")
