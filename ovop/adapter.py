"""Joins accounts to notices: one-time codes leave through the outbox like everything else."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.adapter import PhoneStorageAdapter
from accounts.models import User
from notices.sending import send_secret


class AccountAdapter(PhoneStorageAdapter):
    """Sends one-time codes by notices; in development also shows them on the page."""

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        send_secret(phone=phone, kind="sign_in_code", language=get_language() or "km", code=code)
        if settings.DEBUG and self.request is not None:
            messages.info(
                self.request, _("Development only: your code is %(code)s") % {"code": code}
            )

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        send_secret(phone=phone, kind="unknown_account", language=get_language() or "km", code="")

    def send_account_already_exists_sms(self, phone: str) -> None:
        send_secret(phone=phone, kind="account_exists", language=get_language() or "km", code="")
