"""Changing the password. Apart from accounts.forms, which allauth imports while its own forms load."""

from __future__ import annotations

import time
from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.account.forms import ChangePasswordForm as AllauthChangePasswordForm
from allauth.core import context

from accounts.models import User

LATELY = 30 * 60  # seconds


class ChangePasswordForm(AllauthChangePasswordForm):
    """Without allauth's hint to a reset by e-mail.

    Who signed in with a code to their phone within the last half hour is not asked for the old
    password: that is how a forgotten one is replaced.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if _signed_in_by_code_lately(self.user):
            del self.fields["oldpassword"]
        else:
            self.fields["oldpassword"].help_text = ""


def _signed_in_by_code_lately(user: User) -> bool:
    request = context.request
    records = get_authentication_records(request, user) if request is not None else []
    then = time.time() - LATELY
    return any(each.get("method") == "code" and each.get("at", 0) > then for each in records)
