"""What a session has shown of who it belongs to: password, code to the phone, second factor."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest

if TYPE_CHECKING:
    from accounts.scope import AnyUser


def has_proven(
    request: HttpRequest | None, user: AnyUser, *, method: str = "", within: float | None = None
) -> bool:
    """Whether this session of `user` has, by `method` (allauth's name; any by default), within so many seconds."""
    if request is None:
        return False
    since = 0.0 if within is None else time.time() - within
    records = get_authentication_records(request, user)
    return any(method in ("", each["method"]) and each["at"] > since for each in records)
