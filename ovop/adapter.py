"""Joins accounts to notices: one-time codes leave through the outbox like everything else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.core.exceptions import RateLimited
from django.conf import settings
from django.contrib import messages
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.adapter import PhoneStorageAdapter
from accounts.models import Invitation, Tries, User
from notices.sending import send_secret, send_to_phone
from ovop.kernel.naming import in_both_languages, language_code

# Messages to one number: somebody pays for each, and nobody wants to be flooded.
AN_HOUR, A_DAY = 3, 8


def _count_message(phone: str) -> None:
    """Raises RateLimited, which becomes the page for too many tries; the same for numbers nobody has."""
    hour, day = timedelta(hours=1), timedelta(days=1)
    for what, whom, most, within in (
        ("sms-hour", phone, AN_HOUR, hour),
        ("sms-day", phone, A_DAY, day),
        # Who asks for codes to ever new numbers is stopped before the bill is felt.
        ("sms-everybody", "", settings.SMS_CODES_A_DAY, day),
    ):
        if not Tries.take(what, whom, most=most, within=within):
            raise RateLimited


class AccountAdapter(PhoneStorageAdapter):
    """Sends one-time codes by notices; in development also shows them on the page."""

    def send_verification_code_sms(self, user: User, phone: str, code: str, **kwargs: Any) -> None:
        _count_message(phone)
        send_secret(phone=phone, kind="sign_in_code", language=language_code(), code=code)
        if settings.DEBUG and self.request is not None:
            messages.info(
                self.request, _("Development only: your code is %(code)s") % {"code": code}
            )

    def send_invitation(self, invitation: Invitation) -> None:
        """Tell a phone which role waits for it, with the way to it: signing up, or in if it has an account."""
        known = self.get_user_by_phone(str(invitation.phone)) is not None
        way = (
            reverse("account_request_login_code")
            if known
            else f"{reverse('account_signup')}?invited=1"
        )
        send_to_phone(
            phone=str(invitation.phone), kind="role_offered", language=language_code(),
            link=way, role=in_both_languages(lambda: str(invitation.get_role_display())),
            inviter=str(invitation.invited_by),
        )  # fmt: skip

    def send_unknown_account_sms(self, phone: str, **kwargs: Any) -> None:
        _count_message(phone)
        send_secret(phone=phone, kind="unknown_account", language=language_code(), code="")

    def send_account_already_exists_sms(self, phone: str) -> None:
        _count_message(phone)
        send_secret(phone=phone, kind="account_exists", language=language_code(), code="")
