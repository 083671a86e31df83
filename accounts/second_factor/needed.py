"""Who must show a second factor, and whether this session has shown one."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    get_authentication_records,
    record_authentication,
)
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.proofs import has_proven

SET_ONE_UP = _("Your account needs a second step. Open the site and set it up there first.")
BY = "mfa"  # allauth's name for it among the ways a session signed in


def is_needed_by(user: User) -> bool:
    """Whether the user answers for other people's data: roles of SECOND_FACTOR_FOR, and who administers the machine."""
    needed = settings.SECOND_FACTOR_FOR
    return bool(needed) and (user.role in needed or user.is_staff)


def has_one(user: User) -> bool:
    """Whether a factor is set up; recovery codes alone are none."""
    factors = Authenticator.objects.filter(user_id=user.pk)
    return factors.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()


def lacks_one(user: User) -> bool:
    """Whether the user must set one up before anything else (SET_ONE_UP says so)."""
    return is_needed_by(user) and not has_one(user)


def was_shown(request: HttpRequest) -> bool:
    """Whether this session has shown one since it signed in."""
    return has_proven(request, request.user, method=BY)


@receiver(signals.authenticator_added)
def _showed_it(request: HttpRequest, user: User, **rest: Any) -> None:
    """Setting one up takes a code of it: it has been shown."""
    record_authentication(request, user, BY)


@receiver(signals.authenticator_removed)
def _has_none_to_show(request: HttpRequest, user: User, **rest: Any) -> None:
    """Who removed the last one sets up another before going on."""
    if not has_one(user):
        records = get_authentication_records(request, user)
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = [r for r in records if r["method"] != BY]  # fmt: skip
