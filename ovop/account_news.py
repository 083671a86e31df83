"""Joins accounts to notices: people are told what changes how they sign in, or ends it, in case it was not they."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from django.dispatch import Signal, receiver
from django.urls import reverse
from django.utils import timezone

from accounts.models import Erasure, User
from accounts.privacy.signals import erasure_asked
from notices.sending import tell


def _tell(user: User, kind: str) -> None:
    tell([user], kind, link=reverse("accounts:settings"))


@receiver([password_changed, password_set])
def _new_password(user: User, **rest: Any) -> None:
    _tell(user, "password_changed")


@receiver([authenticator_added, authenticator_removed])
def _another_factor(signal: Signal, user: User, authenticator: Authenticator, **rest: Any) -> None:
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:  # they come and go with the factor
        _tell(user, "factor_added" if signal is authenticator_added else "factor_removed")


@receiver(erasure_asked)
def _leaving(user: User, erasure: Erasure, **rest: Any) -> None:
    day = timezone.localtime(erasure.due_at)
    tell([user], "erasure_asked", link=reverse("accounts:my_data"), until=f"{day:%d-%m-%Y}")
