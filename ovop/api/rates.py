"""How often a program may ask, said with every answer: RateLimit-* (IETF draft-ietf-httpapi-ratelimit-headers-07).

Counted by the minute with one atomic step in the cache, so that no burst passes, and by who is signed in or else by
the address the proxies vouch for, so that no header of the sender's own changes anything. What is refused for a wrong
key or a missing right is not counted: it costs next to nothing. It keeps the platform answering for everybody; what must
hold even without a cache (guesses of passwords) is counted in the database.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from rest_framework.permissions import SAFE_METHODS
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from ovop.audit.middleware import address_of, network_around

WINDOW = 60  # seconds


@dataclass(frozen=True)
class Limit:
    """Where somebody stands in this minute. `resets`: seconds until the next one."""

    most: int
    left: int
    resets: int


class PerMinute(BaseThrottle):
    """API_LIMITS: (reading or writing, signed in or not) -> how many a minute."""

    _resets = WINDOW

    def allow_request(self, request: Request, view: Any) -> bool:
        kind = "read" if request.method in SAFE_METHODS else "write"
        user = request.user
        known = bool(user and user.is_authenticated)
        most = settings.API_LIMITS[kind, "user" if known else "visitor"]
        who = f"user:{user.pk}" if known else f"from:{_home_of(request._request)}"
        now = time.time()
        used = _count(f"api:{kind}:{who}:{int(now // WINDOW)}")
        self._resets = WINDOW - int(now % WINDOW)
        request._request.api_limit = Limit(most, max(0, most - used), self._resets)  # type: ignore[attr-defined]
        return used <= most

    def wait(self) -> float:
        return self._resets


def _home_of(request: HttpRequest) -> str:
    """One address; of the new kind one home has a whole network."""
    return network_around(address_of(request), v4=32, v6=64)


def _count(key: str) -> int:
    """One more; a cache that is away counts nobody."""
    cache.add(key, 0, 2 * WINDOW)
    try:
        return int(cache.incr(key))
    except ValueError:
        return 0


class ApiLimitsMiddleware:
    """Says in each answer of the API how much is left."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        limit: Limit | None = getattr(request, "api_limit", None)
        if limit is not None:
            answer.headers["RateLimit-Limit"] = str(limit.most)
            answer.headers["RateLimit-Remaining"] = str(limit.left)
            answer.headers["RateLimit-Reset"] = str(limit.resets)
        return answer
