"""Joins accounts to notices: one-time codes leave through the outbox like everything else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.core.exceptions import RateLimited
from django.conf import settings
from django.contrib import messages
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.adapter import PhoneStorageAdapter
from accounts.models import Tries, User
from notices.sending import send_secret

AN_HOUR, A_DAY = (
    3,
    8,
)  # messages to one number: somebody pays for each, and nobody wants to be flooded


def _count_message(phone: str) -> None:
    """Raises RateLimited, which becomes the page for too many tries; the same for numbers nobody has."""
    for name, most, within in (("sms-hour", AN_HOUR, timedelta(hours=1)), ("sms-day", A_DAY, timedelta(days=1))):  # fmt: skip
        if not Tries.take(name, phone, most=most, within=within):
            raise RateLimited


class AccountAdapter(PhoneStorageAdapter):
    """Sends one-time codes by notices; in development also shows them on the page."""

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        _count_message(phone)
        send_secret(phone=phone, kind="sign_in_code", language=get_language() or "km", code=code)
        if settings.DEBUG and self.request is not None:
            messages.info(
                self.request, _("Development only: your code is %(code)s") % {"code": code}
            )

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        _count_message(phone)
        send_secret(phone=phone, kind="unknown_account", language=get_language() or "km", code="")

    def send_account_already_exists_sms(self, phone: str) -> None:
        _count_message(phone)
        send_secret(phone=phone, kind="account_exists", language=get_language() or "km", code="")
