"""Codes of a second factor, counted in the database: each good once, five tries in a quarter of an hour."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm as AllauthAuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm as AllauthActivateTOTPForm
from allauth.mfa.totp.internal.auth import normalize_user_code
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Tries, User
from accounts.second_factor.needed import is_needed_by

TRIES, WITHIN = 5, timedelta(minutes=15)
SHOWN_FOR = timedelta(minutes=3)  # longer than the digits of an app are good for


def is_right(user: User, code: str) -> Authenticator | None:
    """The factor of `user` that `code` is of, now used; None when it is wrong or was used before.

    Raises ValidationError after TRIES wrong ones within WITHIN, whoever sent them and from wherever.
    """
    whom = str(user.pk)
    if not Tries.take("second-factor", whom, most=TRIES, within=WITHIN):
        raise ValidationError(_("Too many wrong codes. Wait a quarter of an hour."))
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.WEBAUTHN)
    right = next((each for each in factors if each.wrap().validate_code(code)), None)
    if right is None:
        return None
    # allauth remembers used digits in the cache, which may be away.
    if not Tries.take("second-factor-used", f"{whom}:{normalize_user_code(code)}", most=1, within=SHOWN_FOR):  # fmt: skip
        return None
    Tries.give_back("second-factor", whom)
    return right


class _Worded(forms.Form):
    """The field as a villager reads it: digits, a number keyboard."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = gettext_lazy("The six digits of your app")
        field.widget.attrs.pop("placeholder", None)
        field.widget.attrs |= {"inputmode": "numeric", "autofocus": True}


class _Counted(_Worded):
    user: User

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        factor = is_right(self.user, code)
        if factor is None:
            raise ValidationError(
                _("This code is wrong, or was used already. Wait for the next one.")
            )
        factor.user = self.user
        self.authenticator = factor
        return code


class AuthenticateForm(_Counted, AllauthAuthenticateForm):
    """While signing in."""


class ReauthenticateForm(_Counted, AllauthReauthenticateForm):
    """Once more, before something that matters."""


class ActivateTOTPForm(_Worded, AllauthActivateTOTPForm):
    """The first digits of an app that was just set up."""

    @property
    def must_be(self) -> bool:
        """Whether nothing else is open to the user until it is set up."""
        return is_needed_by(self.user)
