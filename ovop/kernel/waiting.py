"""Each room says which of its work waits in the database, so that one page and one scrape can tell how it stands.

A row that waits longer than its sweeper takes means that beat, the workers or what they call do not do theirs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Expression, Min
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules

from ovop.kernel.runs import Run, RunState

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise
Rows = models.QuerySet[Any]
STILL_NEWS = timedelta(days=3)  # what failed longer ago asks nobody to look


@dataclass(frozen=True)
class Work:
    """One kind of work. `waiting`: rows that are due; `since`: the field that says from when; `late_after`: longer is wrong.

    `given_up`: rows that nobody tries any more; `look_at`: the route where people see them.
    """

    key: str
    what: Words
    waiting: Callable[[], Rows]
    since: str | Expression
    late_after: timedelta
    given_up: Callable[[], Rows] | None = None
    look_at: str = ""


@dataclass(frozen=True)
class Stand:
    """How a kind of work stands at this moment."""

    work: Work
    waiting: int
    oldest: datetime | None
    given_up: int

    @property
    def waits(self) -> timedelta:
        """How long the oldest has waited; nothing waits: zero."""
        return timezone.now() - self.oldest if self.oldest else timedelta()

    @property
    def late(self) -> bool:
        return self.waits > self.work.late_after


def recent(rows: Rows, field: str = "created_at") -> Rows:
    """Those of `rows` that somebody should still look at."""
    return rows.filter(**{f"{field}__gt": timezone.now() - STILL_NEWS})


_WORK: list[Work] = []
LOST_RUN = timedelta(minutes=3)  # taken up again within a minute while beat and a worker live


def runs(key: str, what: Words, model: type[Run]) -> Work:
    """Long work of one kind: what is queued, or was left by a worker that died."""

    def failed() -> Rows:
        return recent(model._default_manager.filter(state=RunState.FAILED), "finished_at")

    return Work(key, what, model.lost, Coalesce("heartbeat_at", "created_at"), LOST_RUN, failed)


def waits(*work: Work) -> None:
    """Said by a room's `waiting` module."""
    _WORK.extend(work)


@cache
def all_work() -> list[Work]:
    """What all rooms said, in their order."""
    autodiscover_modules("waiting")
    return _WORK


def stands() -> list[Stand]:
    """How all work stands; one or two queries a kind."""
    return [_stand(work) for work in all_work()]


def _stand(work: Work) -> Stand:
    found = work.waiting().order_by().aggregate(n=Count("*"), oldest=Min(work.since))
    given_up = work.given_up().count() if work.given_up else 0
    return Stand(work, found["n"], found["oldest"], given_up)
