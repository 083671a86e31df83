"""Whole pages for who is not signed in, kept for a minute and told apart from changed ones without being rendered.

A page belongs to a subject ("figures"). `forget_pages` after a change of the subject makes every page of it new at
once; what the subject's owner does not know of (a translated word, a renamed province) shows within KEPT seconds.
"""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Callable, Sequence
from functools import wraps
from hashlib import sha256
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

KEPT = 60  # seconds
LONGEST_QUERY = 200  # characters: nobody fills the cache with addresses of their own making

Made = TypeVar("Made")
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


def forget_pages(subject: str) -> None:
    """After the running transaction every page of `subject` is made anew."""
    transaction.on_commit(lambda: cache.set(_version_key(subject), uuid.uuid4().hex, None))


def kept_for_visitors(subject: str, *names: str) -> Callable[[View[Given]], View[Given]]:
    """Keep what a view answers to those who are not signed in, where the address asks for nothing but `names`.

    Only for pages that say the same to every visitor in a language, without a form that is posted. Every answer
    carries an ETag; who has the page already gets 304.
    """

    def decorator(view: View[Given]) -> View[Given]:
        @wraps(view)
        def answer(request: HttpRequest, *given: Given.args, **named: Given.kwargs) -> HttpResponse:
            if not (_is_visitor(request) and _is_plain(request, names)):
                return view(request, *given, **named)
            key = _key(request, subject)
            kept = cache.get(key)
            if kept is None:
                made = view(request, *given, **named)
                if made.status_code != 200:
                    return made
                kept = (sha256(made.content).hexdigest()[:32], zlib.compress(made.content, 1))
                cache.set(key, kept, KEPT)
            etag = f'"{kept[0]}"'
            found = HttpResponse(zlib.decompress(kept[1]), headers={"ETag": etag})
            # Asked about each time: who signs in meanwhile must not see the page of before.
            patch_cache_control(found, no_cache=True)
            return cast(HttpResponse, get_conditional_response(request, etag=etag, response=found))

        return answer

    return decorator


def _is_visitor(request: HttpRequest) -> bool:
    """Nobody is signed in, and nothing waits to be said to them."""
    cookies = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return request.method in ("GET", "HEAD") and not cookies & request.COOKIES.keys() and "Authorization" not in request.headers  # fmt: skip


def kept_until_forgotten(subject: str, name: str, make: Callable[[], Made], seconds: int) -> Made:
    """What `make` returns, from the cache while nothing of `subject` has changed; made anew after `seconds` anyway."""
    key = f"made:{subject}:{cache.get(_version_key(subject), '0')}:{name}"
    return cast(Made, cache.get_or_set(key, make, seconds))


def _version_key(subject: str) -> str:
    return f"pages:{subject}"


def _key(request: HttpRequest, subject: str) -> str:
    version = cache.get(_version_key(subject), "0")
    about = (request.scheme, request.get_host(), get_language(), request.get_full_path())
    return f"page:{subject}:{version}:{sha256(repr(about).encode()).hexdigest()}"


def _is_plain(request: HttpRequest, names: Sequence[str]) -> bool:
    """Whether the address asks nothing but `names`, once each and briefly."""
    asked = request.GET
    return (
        len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and asked.keys() <= set(names)
        and all(len(values) == 1 for _name, values in asked.lists())
    )
