"""How much one request may bring: refused by its own word before it is read, and by the reading where it lied.

Django limits forms without files, DRF's parsers nothing: a gigabyte of JSON would be read into memory.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from ovop.kernel.asking import is_api

DEEPEST = 20  # lists and objects inside each other; our own go four deep
FILES = "multipart/form-data"


class BodyLimitMiddleware:
    """413 and a sentence for a body that says it is larger than it may be."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        most = settings.MOST_OF_FILES if request.content_type == FILES else settings.MOST_OF_TEXT
        if _length(request) <= most:
            return self.get_response(request)
        if is_api(request):
            said = f"More than {most} bytes were sent. Nothing was read. Send less at once."
            return JsonResponse({"detail": said}, status=413)
        return render(request, "413.html", {"megabytes": most // 1024 // 1024}, status=413)


def _length(request: HttpRequest) -> int:
    """What it says; a body without a length (chunked) is empty to Django, so nobody reads it."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isdecimal() else 0


class ShallowJSONParser(JSONParser):
    """JSON that is nested deeper than anything of ours is refused, before it exhausts the interpreter."""

    def parse(self, stream: Any, media_type: str | None = None, parser_context: Any = None) -> Any:
        try:
            found = super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(_TOO_DEEP) from None
        if _deeper_than(found, DEEPEST):
            raise ParseError(_TOO_DEEP)
        return found


_TOO_DEEP = f"Lists and objects are nested more than {DEEPEST} deep. Nothing was done."


def _deeper_than(value: Any, levels: int) -> bool:
    """Level by level, not by recursion."""
    inside = [value]
    for _level in range(levels):
        inside = [
            each
            for one in inside if isinstance(one, dict | list)
            for each in (one.values() if isinstance(one, dict) else one)
        ]  # fmt: skip
    return any(isinstance(each, dict | list) for each in inside)
