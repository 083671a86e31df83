"""Every write to a table that pages show makes those pages new, whoever writes it and however.

Signals would miss what is written for many rows at once and SQL by hand, so what goes to the database is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from ovop.kernel.committing import may_write, once_after_commit
from ovop.kernel.visitors import SUBJECTS, Forgetting

_SUBJECTS_OF: dict[str, set[str]] = {}
_WRITES = re.compile(
    r'\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?|COPY)\s+(?:ONLY\s+)?"?(\w+)"?', re.I
)  # fmt: skip
LOOKED_AT = 2000  # characters of a statement: the rest is rows


def shows(subject: str, *tables: str) -> None:
    """Said by a room: the pages of `subject` show these tables."""
    if subject not in SUBJECTS:
        raise ValueError(f"{subject} is no subject of pages")
    for table in tables:
        _SUBJECTS_OF.setdefault(table, set()).add(subject)
    _subjects_of.cache_clear()


def shown_by(subject: str) -> set[str]:
    """The tables of a subject."""
    return {table for table, of in _SUBJECTS_OF.items() if subject in of}


def watch() -> None:
    """Look at the statements of every connection from now on."""
    connection_created.connect(_begin, dispatch_uid="ovop.kernel.watching")


def _begin(connection: BaseDatabaseWrapper, **rest: Any) -> None:
    if _look not in connection.execute_wrappers:
        # First, for whoever looks for a while takes away the last (`connection.execute_wrapper`, as pghistory does
        # around a request in which the connection is opened).
        connection.execute_wrappers.insert(0, _look)


def _look(execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
    done = execute(sql, params, many, context)
    text = sql if isinstance(sql, str) else str(sql)
    if may_write(text):
        for subject in _subjects_of(text[:LOOKED_AT]):
            _forget_once(context["connection"], subject)
    return done


@lru_cache(maxsize=512)
def _subjects_of(sql: str) -> frozenset[str]:
    written = {table.lower() for table in _WRITES.findall(sql)}
    return frozenset(of for table in written for of in _SUBJECTS_OF.get(table, ()))


def _forget_once(connection: BaseDatabaseWrapper, subject: str) -> None:
    def same(each: object) -> bool:
        return isinstance(each, Forgetting) and each.subject == subject

    once_after_commit(connection, Forgetting(subject), same)
