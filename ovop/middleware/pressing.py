"""Pages and JSON go out compressed; photos and files, which are already, go out as they are."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

PRESSED = ("text/", "application/json", "application/vnd.oai", "application/xml", "image/svg+xml")


class TextGZipMiddleware(GZipMiddleware):
    """Django's, which hides lengths (BREACH), for text alone; files keep their length, ranges and ETags."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        kind = response.headers.get("Content-Type", "")
        if response.streaming or not kind.startswith(PRESSED):
            return response
        return super().process_response(request, response)
