"""Waiting for a lock of the database only so long."""

from __future__ import annotations

from django.db import OperationalError, connection

_LOCK_NOT_AVAILABLE = "55P03"  # PostgreSQL's code


def wait_at_most(longest: str, *, in_transaction: bool = False) -> None:
    """Give up waiting for locks after `longest` ("2s"; "0" is never), on this connection or in its transaction only."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, %s)", [longest, in_transaction])


def waited_in_vain(error: OperationalError) -> bool:
    """Whether that is what the error says."""
    return getattr(error.__cause__, "pgcode", "") == _LOCK_NOT_AVAILABLE
