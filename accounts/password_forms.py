"""The password: changing it, and typing it once more. Apart from accounts.forms, which allauth imports while its own forms load."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.account.forms import ReauthenticateForm as AllauthReauthenticateForm
from allauth.core import context
from django.utils.translation import gettext_lazy

from accounts.proofs import has_proven

LATELY = 30 * 60  # seconds
LABELS = {
    "oldpassword": gettext_lazy("Current password"), "password1": gettext_lazy("New password"),
    "password2": gettext_lazy("New password (again)"),
}  # fmt: skip


class ChangePasswordForm(AllauthChangePasswordForm):
    """Without allauth's hint to a reset by e-mail.

    Who signed in with a code to their phone within the last half hour is not asked for the old
    password: that is how a forgotten one is replaced.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_proven(context.request, self.user, method="code", within=LATELY):
            del self.fields["oldpassword"]
        else:
            self.fields["oldpassword"].help_text = ""
        for name, label in LABELS.items():
            if name in self.fields:
                self.fields[name].label = label
                self.fields[name].widget.attrs.pop("placeholder", None)


class ReauthenticateForm(AllauthReauthenticateForm):
    """Without that hint and a placeholder that repeats the label."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)
