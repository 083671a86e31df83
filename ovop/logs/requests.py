"""One line a request, and its number in the answer."""

from __future__ import annotations

from typing import Any

import structlog
from django.http import HttpRequest, HttpResponse
from django_structlog.middlewares import RequestMiddleware

HEADER = "X-Request-ID"


def request_id() -> str:
    """The number of the running request, or of the one that a task goes back to; empty outside of both."""
    return str(structlog.contextvars.get_contextvars().get("request_id", ""))


class RequestLog(RequestMiddleware):
    """django-structlog's, which writes the page instead of its address: addresses hold what people search for."""

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        match = request.resolver_match
        page = match.view_name if match else "no such page"
        key = match.kwargs.get("pk", "") if match else ""
        return " ".join(str(part) for part in (request.method, page, key) if part)

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        response.headers[HEADER] = request_id()
        super().handle_response(request, response)

    @staticmethod
    def bind_user_id(request: HttpRequest) -> None:
        """Only of who was asked for anyway: a page made for everybody must not read the session for its log."""
        user: Any = request.__dict__.get("user")
        known = getattr(user, "_wrapped", user)
        if getattr(known, "pk", None) is not None:
            structlog.contextvars.bind_contextvars(user_id=known.pk)
