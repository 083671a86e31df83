"""Reading from a copy of the database, which is never behind what anybody has been told.

Streaming replication is behind by milliseconds, sometimes by minutes. After each commit the place in the write-ahead log
is noted in Redis (a number that only grows); a request that only reads asks the replica once whether it has repeated the
log up to there, and reads from it or from the primary. So whoever sees that something was done finds it done, at every
host, also in pages that are kept. Within a transaction and after a write of its own all is read from the primary.

A process that cannot note its commits reads from the primary until it can; others do not know of them meanwhile, and may
read what is old for as long as the replica is behind, at most until beat's next sign of life is noted (half a minute).
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
from django.db import (
    DEFAULT_DB_ALIAS,
    Error,
    InterfaceError,
    OperationalError,
    connections,
)
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import Model
from django.http import HttpRequest, HttpResponse

from ovop.kernel.committing import may_write, once_after_commit

log = structlog.get_logger(__name__)
REPLICA = "replica"
WRITTEN = "replica:written"  # where Redis keeps the place of the last commit
# Places in the log: of the last change here; and up to where a server that follows has repeated it, if it does follow.
WRITTEN_NOW = "pg_current_wal_insert_lsn()"
REPLAYED = "CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() END"
LEFT_ALONE = 10.0  # seconds this process asks nothing of a replica that failed


@dataclass
class _Asking:
    """One request that may read from the replica; `may` None: not decided yet."""

    may: bool | None = None
    broke: bool = False


_asking: ContextVar[_Asking | None] = ContextVar("ovop_reads", default=None)
_away_until = 0.0
_unnoted = 0  # the last commit of this process that Redis would not take


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
            if answer.status_code == 503 and asking.broke:
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
    if time.monotonic() < _away_until:
        return None
    written = _place(DEFAULT_DB_ALIAS, WRITTEN_NOW)
    replayed = _heard(written)
    return None if replayed is None else max(0, written - replayed)


def _may_read() -> bool:
    asking = _asking.get()
    if asking is None or connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return False
    if asking.may is None:
        asking.may = _has_all()
    return asking.may


def _has_all() -> bool:
    """Whether the replica has repeated every commit that anybody was told of."""
    if _unnoted:
        _note(_unnoted)
    written = cache.number(WRITTEN)  # type: ignore[attr-defined]
    if written is None or _unnoted or time.monotonic() < _away_until:
        return False
    found = _heard(written)
    return found is not None and found >= written


def _heard(enough: int) -> int | None:
    """The place this connection heard of, asked anew if that is not `enough`; None where the replica does not answer.

    Of this connection: another one may lead to another server, or to one that has begun again.
    """
    global _away_until
    replica: Any = connections[REPLICA]
    if _away_until:  # it was away: one finds out whether it is back, and nobody waits with them
        _away_until = time.monotonic() + LEFT_ALONE
    try:
        replica.close_if_health_check_failed()
        replica.ensure_connection()
        if replica.heard < enough:
            replica.heard = _place(REPLICA, REPLAYED)
    except Error as error:
        _leave_alone(type(error).__name__)
        return None
    if not replica.heard:
        _leave_alone("it is no replica")
        return None
    _away_until = 0.0
    return int(replica.heard)


def _leave_alone(why: str) -> None:
    global _away_until
    _away_until = time.monotonic() + LEFT_ALONE
    connections[REPLICA].close()
    log.warning("replica_away", why=why, again_in=LEFT_ALONE)


def _place(alias: str, what: str) -> int:
    """A place in the write-ahead log as bytes since its beginning; 0 is none."""
    with connections[alias].cursor() as cursor:
        cursor.execute(f"SELECT pg_wal_lsn_diff({what}, '0/0')")
        return int(cursor.fetchone()[0] or 0)


def _note(place: int) -> None:
    """Tell all processes of a commit; what Redis does not take is kept until it does."""
    global _unnoted
    _unnoted = 0 if cache.raise_to(WRITTEN, place) else max(_unnoted, place)  # type: ignore[attr-defined]


class _Note:
    """Done after a commit, once."""

    def __call__(self) -> None:
        _note(_place(DEFAULT_DB_ALIAS, WRITTEN_NOW))


def _begin(connection: BaseDatabaseWrapper, **rest: Any) -> None:
    wrapper: Any = connection
    if wrapper.alias == REPLICA:
        wrapper.heard = 0
        if _see not in wrapper.execute_wrappers:
            wrapper.execute_wrappers.append(_see)
    elif _look not in wrapper.execute_wrappers:
        wrapper.execute_wrappers.insert(0, _look)


def _see(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    """What fails at the replica is asked again from the primary."""
    try:
        return execute(sql, params, many, context)
    except (OperationalError, InterfaceError):
        if asking := _asking.get():
            asking.broke = True
        raise


def _look(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    done = execute(sql, params, many, context)
    if may_write(sql if isinstance(sql, str) else str(sql)):
        if asking := _asking.get():
            asking.may = False
        once_after_commit(context["connection"], _Note(), lambda each: isinstance(each, _Note), robust=True)  # fmt: skip
    return done
