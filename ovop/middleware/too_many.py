"""Too many tries in a row get a page and 429, wherever the limit was hit.

allauth 65 answers 429 itself in most views, but lets RateLimited escape from the stage that sends a
code during sign-up and sign-in; without this the person would see a 500.
"""

from __future__ import annotations

from collections.abc import Callable

from allauth.core.exceptions import RateLimited
from allauth.core.ratelimit import respond_429
from django.http import HttpRequest, HttpResponse


class RateLimitedMiddleware:
    """Turns an escaped RateLimited into the 429 page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        return respond_429(request) if isinstance(error, RateLimited) else None
