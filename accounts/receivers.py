"""What follows from a new password."""

from __future__ import annotations

from typing import Any

from allauth.account import signals
from django.dispatch import receiver

from accounts.models import User


@receiver([signals.password_changed, signals.password_set])
def _void_the_key(user: User, **rest: Any) -> None:
    """Django ends the other sessions by itself; a key would outlive them."""
    user.forget_key()
