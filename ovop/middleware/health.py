"""/livez: the process answers. /readyz: it can also reach its database and its cache."""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse


class HealthMiddleware:
    """Answers health checks before host checks, TLS redirects, sessions and languages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/livez":
            return JsonResponse({"status": "ok"})
        if request.path == "/readyz":
            checks = {"database": _database(), "migrations": _migrations(), "redis": _redis()}
            ready = all(value == "ok" for value in checks.values())
            body = {"status": "ok" if ready else "unavailable", **checks}
            return JsonResponse(body, status=200 if ready else 503)
        return self.get_response(request)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return "unreachable"
    return "ok"


def _migrations() -> str:
    try:
        executor = MigrationExecutor(connection)
        return "pending" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "ok"
    except Error:
        return "unknown"


def _redis() -> str:
    ask = getattr(
        cache, "is_reachable", None
    )  # a cache within the process, as in tests, is always there
    return "ok" if ask is None or ask() else "unreachable"
