"""What follows from a new password, and from signing in while leaving."""

from __future__ import annotations

from typing import Any

from allauth.account import signals
from django.contrib import messages
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Erasure, User


@receiver([signals.password_changed, signals.password_set])
def _void_the_key(user: User, **rest: Any) -> None:
    """Django ends the other sessions by itself; a key would outlive them."""
    user.forget_key()


@receiver(user_logged_in)
def _remind_of_leaving(user: User, request: HttpRequest | None = None, **rest: Any) -> None:
    """Who asked to be erased is told each time, for it may have been somebody else, or another mood."""
    asked = Erasure.waiting_of(user).first()
    if asked and request is not None and hasattr(request, "_messages"):
        day = date_format(timezone.localtime(asked.due_at))
        messages.warning(request, _("On %(day)s your account will be erased. To stay, open “Your data” in the settings.") % {"day": day})  # fmt: skip
