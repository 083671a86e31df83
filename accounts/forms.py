"""Signing up and signing in."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.adapter import SIGNED_UP
from accounts.models import Consent, Role, User
from accounts.models.consents import TERMS_VERSION
from ovop.kernel.naming import language_code


def _what_and_why() -> str:
    return format_html(
        '<a href="{}">{}</a>', reverse("accounts:privacy"), gettext("What we keep and why")
    )


class SignupDetailsForm(forms.Form):
    """What signing up asks besides phone and password: who you are and your consent."""

    full_name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    role = forms.ChoiceField(
        label=_("What do you want to do?"),
        choices=[
            (Role.PRODUCER, _("Sell what my village makes")),
            (Role.BUYER, _("Buy village products")),
        ],
        widget=forms.RadioSelect,
        initial=Role.PRODUCER,
    )
    terms = forms.BooleanField(
        label=_("I agree that my phone number is kept, and shown only to people I agree to meet."),
        help_text=lazy(_what_and_why, str)(),
    )

    field_order = ["role", "full_name", "phone", "password1", "terms"]

    def signup(self, request: HttpRequest, user: User) -> None:
        """Complete the new user; allauth calls this before it saves the phone."""
        user.full_name = self.cleaned_data["full_name"]
        user.role = self.cleaned_data["role"]
        user.language = language_code()
        user.save()
        request.session[SIGNED_UP] = user.pk
        Consent.objects.get_or_create(user=user, kind=Consent.Kind.TERMS, version=TERMS_VERSION)


class LoginForm(AllauthLoginForm):
    """allauth's sign-in form with labels a villager reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Phone number")
        self.fields["password"].label = _("Password")
        self.fields["password"].widget.attrs.pop("placeholder", None)
        self.fields["password"].help_text = ""
