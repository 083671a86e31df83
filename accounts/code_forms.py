"""One-time codes, counted in the database. Apart from accounts.forms, which allauth imports while its own forms load.

allauth counts wrong codes in the session, so that requests at once would each see the first count.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from allauth.account.forms import ConfirmLoginCodeForm as AllauthConfirmLoginCodeForm
from allauth.account.forms import VerifyPhoneForm as AllauthVerifyPhoneForm
from allauth.core import context
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import Tries

TRIES, GOOD_FOR = 5, timedelta(minutes=10)


class _Counted(forms.Form):
    """One code: five tries, used once, however many ask at the same moment."""

    expected_code: str

    def whose(self) -> str:
        """The phone the code went to."""
        raise NotImplementedError

    def clean_code(self) -> str:
        one = hashlib.sha256(f"{self.whose()}:{self.expected_code}".encode()).hexdigest()[:40]
        if not Tries.take("code", one, most=TRIES, within=GOOD_FOR):
            raise ValidationError(_("Too many wrong codes. Ask for a new one."))
        code: str = super().clean_code()  # type: ignore[misc]
        if not Tries.take("code-used", one, most=1, within=GOOD_FOR):
            raise ValidationError(_("This code was used already. Ask for a new one."))
        return code


class ConfirmLoginCodeForm(_Counted, AllauthConfirmLoginCodeForm):
    """Signing in with a code."""

    def whose(self) -> str:
        return str(context.request._login_stage.state.get("phone", ""))


class VerifyPhoneForm(_Counted, AllauthVerifyPhoneForm):
    """Proving the phone after signing up."""

    phone: Any

    def whose(self) -> str:
        return str(self.phone)
