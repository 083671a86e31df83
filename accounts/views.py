"""A person's own settings: name, language, digits, and the key to the API."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework.authtoken.models import Token

from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.second_factor.needed import has_one, is_needed_by


class SettingsForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["full_name", "language", "digits"]


@login_required
def settings(request: SignedInRequest) -> HttpResponse:
    """Name, language and digits, and whether an API key exists."""
    form = SettingsForm(request.POST or None, instance=request.user)
    if form.is_valid():
        user = form.save()
        messages.success(request, _("Saved."))
        # The language middleware reads the address and remembers it.
        return redirect(f"{reverse('accounts:settings')}?lang={user.language}")
    context = {
        "form": form,
        "token": Token.objects.filter(user=request.user).first(),
        "has_factor": has_one(request.user),
        "factor_needed": is_needed_by(request.user),
    }
    return render(request, "accounts/settings.html", context)


@login_required
@require_POST
def renew_token(request: SignedInRequest) -> HttpResponse:
    """Make a new API key; the old one stops working at once."""
    Token.objects.filter(user=request.user).delete()
    Token.objects.create(user=request.user)
    messages.success(request, _("Your new API key is below."))
    return redirect("accounts:settings")


@login_required
@require_POST
def sign_out_elsewhere(request: SignedInRequest) -> HttpResponse:
    """End every other session, for who lost a phone or signed in on somebody else's; the API key too."""
    request.user.sign_out_everywhere()
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Signed out everywhere but here. The key to the API is void too."))
    return redirect("accounts:settings")
