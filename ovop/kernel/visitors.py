"""Whole pages for who is not signed in: kept for a minute, and new at once when what they show has changed.

A page belongs to subjects ("figures", "catalogue"). `forget_pages` after a change of a subject makes all its pages
new; `ovop.kernel.watching` does so for every write to a table that a subject shows. What neither knows of (a write
by hand in psql) shows within KEPT seconds. The pages are given out by `ovop.middleware.keeping`, before anything else runs.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from ovop.kernel.replica import primary

KEPT = 60  # seconds
LONGEST_QUERY = 200  # characters: nobody fills the cache with addresses of their own making
# All there are: their versions are asked for in one round trip with the page. What belongs to the frame (menus, fixed
# sentences) shows no rows, so nothing makes it new.
SUBJECTS = ("catalogue", "figures", "forums", "needs", "timetables", "frame")
# What a view leaves on its answer for `ovop.middleware.keeping`.
MARK = "kept_for_visitors"

Made = TypeVar("Made")
Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


@dataclass(frozen=True)
class Keeping:
    """What a page shows; what is called with its view's arguments each time it is given out ("module.name").

    `many`: there are so many of its kind that one is kept only when it is asked for a second time, so that somebody
    who goes through all of them fills nothing. So is every page whose address has a query.
    """

    subjects: tuple[str, ...]
    at_each_visit: str = ""
    many: bool = False


class Forgetting:
    """What is done after a commit; it says of what, so that a transaction does it once."""

    def __init__(self, subject: str) -> None:
        self.subject = subject

    def __call__(self) -> None:
        # A number: the cache reads one without unpacking, and every page begins with reading all versions.
        cache.set(version_key(self.subject), uuid.uuid4().int >> 65, None)


def forget_pages(subject: str) -> None:
    """After the running transaction every page of `subject` is made anew."""
    transaction.on_commit(Forgetting(subject))


def kept_for_visitors(
    subjects: str | Sequence[str], *names: str, at_each_visit: str = "", many: bool = False
) -> Callable[[View[Given]], View[Given]]:
    """Keep what a view answers to those who are not signed in, where the address asks for nothing but `names`.

    Only for pages that say the same to every visitor in a language, without a form that is posted.
    """
    about = (subjects,) if isinstance(subjects, str) else tuple(subjects)
    keeping = Keeping(about, at_each_visit, many)

    def decorator(view: View[Given]) -> View[Given]:
        @wraps(view)
        def answer(request: HttpRequest, *given: Given.args, **named: Given.kwargs) -> HttpResponse:
            answered = view(request, *given, **named)
            if _is_plain(request, names):
                setattr(answered, MARK, keeping)
            return answered

        return answer

    return decorator


def kept_until_forgotten(subject: str, name: str, make: Callable[[], Made], seconds: int) -> Made:
    """What `make` returns, from the cache while nothing of `subject` has changed; made anew after `seconds` anyway."""
    key = f"made:{subject}:{cache.get(version_key(subject), '0')}:{name}"
    with primary():  # a replica is sure to have all until the request began only
        return cast(Made, cache.get_or_set(key, make, seconds))


def version_key(subject: str) -> str:
    """Where the cache has the version of a subject; another one each time it is forgotten."""
    return f"pages:{subject}"


def plain_query(request: HttpRequest, names: Sequence[str]) -> tuple[str, str] | None:
    """The path and query of an address that asks nothing but `names`: what a part of its page depends on."""
    if not _is_plain(request, names):
        return None
    return request.path, request.META.get("QUERY_STRING", "")


# Where the cache has the versions of all subjects.
VERSION_KEYS = tuple(version_key(subject) for subject in SUBJECTS)


def _is_plain(request: HttpRequest, names: Sequence[str]) -> bool:
    """Whether the address asks nothing but `names`, once each and briefly."""
    asked = request.GET
    return (
        len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and asked.keys() <= set(names)
        and all(len(values) == 1 for _name, values in asked.lists())
    )
