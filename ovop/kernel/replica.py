"""Reading from a copy of the database, which is never behind what anybody has been told.

Streaming replication is behind by milliseconds, sometimes by minutes. After each commit the place in the write-ahead log
is noted in Redis (a number that only grows); a request that only reads asks the replica once whether it has repeated the
log up to there, and reads from it or from the primary. So whoever sees that something was done finds it done, at every
host, also in pages that are kept. Without Redis, within a transaction and after a write of its own all is read from the
primary.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import structlog
from django.core.cache import cache
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger(__name__)
REPLICA = "replica"
WRITTEN = "replica:written"  # where Redis keeps the place of the last commit
LEFT_ALONE = 10.0  # seconds this process asks nothing of a replica that failed
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SHOW", "SET ")


@dataclass
class _Asking:
    """One request that may read from the replica; `may` None: not decided yet."""

    may: bool | None = None
    used: bool = False


_asking: ContextVar[_Asking | None] = ContextVar("ovop_reads", default=None)
_replayed = 0  # the place this process last heard of; it only grows
_away_until = 0.0


class ReplicaRouter:
    """Reads of a request that may go to the replica, everything else to the primary."""

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return REPLICA if _may_read() else DEFAULT_DB_ALIAS

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, first: Model, second: Model, **hints: Any) -> bool:
        """Both are the same rows."""
        return True

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == REPLICA else None


class ReplicaMiddleware:
    """Lets requests that only read use the replica; one that fails meanwhile costs nobody a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not is_there():
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        from ovop.kernel.parts import begin

        begin(request)  # what is kept under these versions was read after them, wherever
        asking = _Asking()
        token = _asking.set(asking)
        try:
            answer = self.get_response(request)
            if answer.status_code == 503 and asking.used:
                _leave_alone("its connection broke")
                asking.may = False
                answer = self.get_response(request)
        finally:
            _asking.reset(token)
        return answer


@contextmanager
def primary() -> Iterator[None]:
    """What is read within comes from the primary: for what is kept longer than the request."""
    token = _asking.set(None)
    try:
        yield
    finally:
        _asking.reset(token)


def watch() -> None:
    """Note the place of every commit from now on. Before `ovop.kernel.watching`, whose pages are read after it."""
    if is_there():
        connection_created.connect(_begin, dispatch_uid="ovop.kernel.replica")


def is_there() -> bool:
    """Whether the site knows of a replica."""
    return REPLICA in connections.settings


def bytes_behind() -> int | None:
    """How much of the log the replica has not repeated yet; 0 is none, None when it does not answer."""
    written = _place(DEFAULT_DB_ALIAS, "pg_current_wal_lsn()")
    replayed = _last_replayed()
    return max(0, written - replayed) if replayed else None


def _may_read() -> bool:
    asking = _asking.get()
    if asking is None or connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return False
    if asking.may is None:
        asking.may = _has_all()
    asking.used = asking.used or asking.may
    return asking.may


def _has_all() -> bool:
    """Whether the replica has repeated every commit that anybody was told of."""
    written = cache.number(WRITTEN)  # type: ignore[attr-defined]
    if written is None or time.monotonic() < _away_until:
        return False
    return _replayed >= written or _last_replayed() >= written


def _last_replayed() -> int:
    """What the replica says now; nothing where it does not answer."""
    global _replayed
    try:
        found = _place(REPLICA, "pg_last_wal_replay_lsn()")
    except Error as error:
        _leave_alone(type(error).__name__)
        return 0
    if not found:
        _leave_alone("it is no replica")
    _replayed = max(_replayed, found) if found else 0
    return found


def _leave_alone(why: str) -> None:
    global _away_until, _replayed
    _away_until, _replayed = time.monotonic() + LEFT_ALONE, 0
    connections[REPLICA].close()
    log.warning("replica_away", why=why, again_in=LEFT_ALONE)


def _place(alias: str, what: str) -> int:
    """A place in the write-ahead log as bytes since its beginning."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT pg_wal_lsn_diff({what}, '0/0')")
        return int(cursor.fetchone()[0] or 0)


class _Note:
    """Done after a commit, once."""

    def __call__(self) -> None:
        cache.raise_to(WRITTEN, _place(DEFAULT_DB_ALIAS, "pg_current_wal_lsn()"))  # type: ignore[attr-defined]


def _begin(connection: BaseDatabaseWrapper, **rest: Any) -> None:
    if connection.alias == DEFAULT_DB_ALIAS and _look not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, _look)


def _look(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    done = execute(sql, params, many, context)
    text = sql if isinstance(sql, str) else str(sql)
    if not text.startswith(READS):
        if asking := _asking.get():
            asking.may = False
        here = set(context["connection"].savepoint_ids)
        waiting = context["connection"].run_on_commit
        # One that a savepoint may yet undo is not enough for what is written outside it.
        if not any(isinstance(each, _Note) and set(of) <= here for of, each, _robust in waiting):
            transaction.on_commit(_Note(), robust=True)
    return done
