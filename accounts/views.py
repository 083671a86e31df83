"""A person's own settings: name, language, and the key to the API."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from rest_framework.authtoken.models import Token

from accounts.models import User
from accounts.requests import SignedInRequest


class SettingsForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["full_name", "language"]


@login_required
def settings(request: SignedInRequest) -> HttpResponse:
    """Name and language, and whether an API key exists."""
    form = SettingsForm(request.POST or None, instance=request.user)
    if form.is_valid():
        user = form.save()
        messages.success(request, _("Saved."))
        # The language middleware reads the address and remembers it.
        return redirect(f"{reverse('accounts:settings')}?lang={user.language}")
    token = Token.objects.filter(user=request.user).first()
    return render(request, "accounts/settings.html", {"form": form, "token": token})


@login_required
@require_POST
def renew_token(request: SignedInRequest) -> HttpResponse:
    """Make a new API key; the old one stops working at once."""
    Token.objects.filter(user=request.user).delete()
    Token.objects.create(user=request.user)
    messages.success(request, _("Your new API key is below."))
    return redirect("accounts:settings")
