"""Gives out the pages that are kept for visitors, before sessions, languages and views are asked for anything.

A page is kept with all its headers, compressed as the reader's browser takes it, and told apart by its ETag: who has
it already gets 304. Who is signed in, or has something waiting to be said to them, never comes here.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache as cache_once
from hashlib import blake2b
from typing import Any, cast

import brotli
from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.module_loading import import_string

from ovop.kernel.parts import remember_versions
from ovop.kernel.visitors import KEPT, MARK, VERSION_KEYS, Keeping, version_key
from ovop.templatetags.quick import static_address

# How a page is pressed, best first: quickly for one reader, well when it is kept and sent many times.
PRESSES: dict[str, Callable[[bytes, bool], bytes]] = {
    "br": lambda body, well: bytes(brotli.compress(body, quality=6 if well else 4)),
    "gzip": lambda body, well: gzip.compress(body, 7 if well else 5, mtime=0),
    "": lambda body, well: body,
}
OF_ONE_ANSWER = {"Content-Length", "X-Request-ID"}
_LANGUAGES = {code for code, _name in settings.LANGUAGES}
# What WhiteNoise, photos' own headers and programs look after; nothing there is ever marked to be kept.
_NEVER = (f"/{settings.STATIC_URL.lstrip('/')}", f"/{settings.MEDIA_URL.lstrip('/')}", "/api/")


@dataclass(frozen=True)
class Page:
    """One page as it goes out; `versions`: those of its subjects when it was begun."""

    versions: dict[str, object]
    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    at_each_visit: str
    view: str
    given: dict[str, Any]


class KeptPagesMiddleware:
    """Stands before all that costs something."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request)
        if key is None:
            return self.get_response(request)
        found = cache.get_many([key, *VERSION_KEYS])
        page = cast("Page | None", found.get(key))
        if page is not None and all(found.get(name, "0") == was for name, was in page.versions.items()):  # fmt: skip
            return _given_out(request, page)
        remember_versions(request, {name: found[name] for name in VERSION_KEYS if name in found})
        answer = self.get_response(request)
        keeping: Keeping | None = getattr(answer, MARK, None)
        if keeping is None or answer.status_code != 200 or answer.streaming or answer.cookies:
            return answer
        many = keeping.many or bool(request.META.get("QUERY_STRING"))
        stays = not many or not cache.add(f"{key}:asked", 1, KEPT)
        page = _page(request, answer, keeping, found, well=stays)
        if stays:
            cache.set(key, page, KEPT)
        return _given_out(request, page, first=True)


def _key(request: HttpRequest) -> str | None:
    """Under what the page is kept; None when it is not one for everybody.

    The style sheet's name is in it: a new release has another, and gives out no pages of the one before.
    """
    asked = request.META
    if request.method not in ("GET", "HEAD") or request.path.startswith(_NEVER):
        return None
    if "HTTP_AUTHORIZATION" in asked or "HTTP_HX_REQUEST" in asked:
        return None
    cookies = request.COOKIES
    if settings.SESSION_COOKIE_NAME in cookies or CookieStorage.cookie_name in cookies:
        return None
    if "lang" in asked.get("QUERY_STRING", "") and "lang" in request.GET:
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    language = cookies.get(settings.LANGUAGE_COOKIE_NAME, "")
    # As `LanguageMiddleware` understands it: any other word there means the first language.
    language = language if language in _LANGUAGES else ""
    about = (
        _release(),
        request.scheme,
        host,
        language,
        _press(request),
        request.get_full_path(),
    )
    return f"page:{blake2b(repr(about).encode(), digest_size=16).hexdigest()}"


@cache_once
def _release() -> str:
    """Another one with each release; nothing where no files were collected."""
    try:
        return static_address("app.css")
    except ValueError:
        return ""


def _press(request: HttpRequest) -> str:
    """The best way to press it that the browser names and does not refuse."""
    taken = {
        name.strip().lower()
        for name, _semi, quality in (part.partition(";") for part in request.META.get("HTTP_ACCEPT_ENCODING", "").split(","))
        if quality.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    }  # fmt: skip
    return next((name for name in PRESSES if name in taken), "")


def _page(
    request: HttpRequest,
    answer: HttpResponse,
    keeping: Keeping,
    found: dict[str, Any],
    *,
    well: bool,
) -> Page:
    press = _press(request)
    patch_vary_headers(answer, ["Cookie", "Accept-Encoding", "HX-Request"])
    # Asked about each time: who signs in meanwhile must not see the page of before.
    patch_cache_control(answer, no_cache=True)
    body = answer.content
    if press:
        answer.headers["Content-Encoding"] = press
    match = request.resolver_match
    return Page(
        versions={name: found.get(name, "0") for name in map(version_key, keeping.subjects)},
        headers=[(name, value) for name, value in answer.items() if name not in OF_ONE_ANSWER],
        body=PRESSES[press](body, well),
        etag=f'W/"{blake2b(body, digest_size=16).hexdigest()}"',
        at_each_visit=keeping.at_each_visit,
        view=match.view_name if match else "",
        given=dict(match.kwargs) if match else {},
    )


def _given_out(request: HttpRequest, page: Page, *, first: bool = False) -> HttpResponse:
    if page.at_each_visit and not first and request.method == "GET":
        import_string(page.at_each_visit)(**page.given)
    answer = HttpResponse(page.body, headers=dict(page.headers) | {"ETag": page.etag})
    answer.headers["Content-Length"] = str(len(page.body))
    given = cast(HttpResponse, get_conditional_response(request, etag=page.etag, response=answer))
    setattr(given, "view_name", page.view)  # noqa: B010 - for the metrics
    return given
