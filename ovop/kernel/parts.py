"""Parts of pages that many readers see alike, kept in the process until what they show changes.

Who is signed in gets a page of their own: their name, their menu, their buttons. The catalogue in the middle of it is
everybody's. Such a part is made once for each language and address and dropped with its subject (`ovop.kernel.visitors`).
"""

from __future__ import annotations

import sys
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from ovop.kernel.visitors import KEPT, SUBJECTS, VERSION_KEYS, version_key

MOST = 24 * 1024 * 1024  # bytes of a process
# Where a request remembers the versions of all subjects, asked once.
_SEEN = "_versions_of_subjects"


@dataclass(frozen=True)
class _Part:
    version: str
    made_at: float
    text: SafeString


class _Store:
    """The newest parts, MOST bytes of them."""

    def __init__(self) -> None:
        self._lock, self._parts, self._size = Lock(), OrderedDict[Any, _Part](), 0

    def get(self, key: Any, version: str) -> SafeString | None:
        with self._lock:
            part = self._parts.get(key)
            if part is None or part.version != version or time.monotonic() - part.made_at > KEPT:
                return None
            self._parts.move_to_end(key)
            return part.text

    def put(self, key: Any, version: str, text: SafeString) -> None:
        with self._lock:
            self._forget(key)
            self._parts[key] = _Part(version, time.monotonic(), text)
            self._size += sys.getsizeof(text)
            while self._size > MOST:
                self._forget(next(iter(self._parts)))

    def clear(self) -> None:
        with self._lock:
            self._parts.clear()
            self._size = 0

    def _forget(self, key: Any) -> None:
        if (gone := self._parts.pop(key, None)) is not None:
            self._size -= sys.getsizeof(gone.text)


_store = _Store()
clear = _store.clear


def kept_part(request: HttpRequest, subject: str, key: tuple[Any, ...] | None, make: Callable[[], SafeString]) -> SafeString:  # fmt: skip
    """The part called `key`, made if it is not kept; `key` None: made for this reader alone.

    `key` says everything the part depends on beside the subject and the language.
    """
    if key is None or not settings.KEEPS_PARTS:
        return make()
    full, version = _full(subject, key), _version(request, subject)
    found = _store.get(full, version)
    if found is None:
        found = make()
        _store.put(full, version, found)
    return found


def is_kept(request: HttpRequest, subject: str, key: tuple[Any, ...] | None) -> bool:
    """Whether `kept_part` would not make it now."""
    if key is None or not settings.KEEPS_PARTS:
        return False
    return _store.get(_full(subject, key), _version(request, subject)) is not None


def remember_versions(request: HttpRequest, found: dict[str, Any]) -> None:
    """What the cache said of the subjects' versions when the request came in."""
    setattr(request, _SEEN, found)


def begin(request: HttpRequest) -> None:
    """Before a page reads what its kept parts show: what is written meanwhile must not be missed by them."""
    _version(request, SUBJECTS[0])


def lazily(source: object) -> dict[str, Any]:
    """The public properties of `source` for a template that may not ask for them: made when they are first looked at."""
    names = [name for name in vars(type(source)) if not name.startswith("_")]
    return {name: SimpleLazyObject(partial(getattr, source, name)) for name in names}


def _full(subject: str, key: tuple[Any, ...]) -> tuple[Any, ...]:
    return (subject, get_language(), *key)


def _version(request: HttpRequest, subject: str) -> str:
    found = getattr(request, _SEEN, None)
    if found is None:
        found = cache.get_many(VERSION_KEYS)
        remember_versions(request, found)
    return str(found.get(version_key(subject), "0"))
