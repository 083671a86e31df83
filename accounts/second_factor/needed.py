"""Who must show a second factor, and whether this session has shown one."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User

BY = "mfa"  # allauth's name for it among the ways a session signed in


def is_needed_by(user: User) -> bool:
    """Whether the user answers for other people's data: roles of SECOND_FACTOR_FOR, and who administers the machine."""
    needed = settings.SECOND_FACTOR_FOR
    return bool(needed) and (user.role in needed or user.is_staff)


def has_one(user: User) -> bool:
    """Whether a factor is set up; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user_id=user.pk)
    return factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def was_shown(request: HttpRequest) -> bool:
    """Whether this session has shown one since it signed in."""
    records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
    return any(record.get("method") == BY for record in records)


@receiver(signals.authenticator_added)
def _showed_it(request: HttpRequest, user: User, **rest: Any) -> None:
    """Setting one up takes a code of it: it has been shown."""
    record_authentication(request, user, BY)


@receiver(signals.authenticator_removed)
def _has_none_to_show(request: HttpRequest, user: User, **rest: Any) -> None:
    """Who removed the last one sets up another before going on."""
    if not has_one(user):
        records = request.session.get(AUTHENTICATION_METHODS_SESSION_KEY) or []
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [r for r in records if r.get("method") != BY]  # fmt: skip
