"""What is done once after a commit because something was written, whoever wrote it and however."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SHOW", "SET ")


def may_write(statement: str) -> bool:
    """Whether a statement may change rows; one that only reads, or only handles transactions, does not."""
    return not statement.startswith(_READS)


def once_after_commit(
    connection: BaseDatabaseWrapper,
    done: Callable[[], None],
    same: Callable[[object], bool],
    *,
    robust: bool = False,
) -> None:
    """Have `done` called after the commit unless one waits already that is the `same`.

    Of a thousand writes in a transaction the first is enough, unless it may yet be undone alone, with its savepoint.
    """
    here = set(connection.savepoint_ids)
    for savepoints, waits, _robust in connection.run_on_commit:  # type: ignore[misc]
        if same(waits) and set(savepoints) <= here:
            return
    transaction.on_commit(done, using=connection.alias, robust=robust)
