"""How long a server that is too busy wants to be left alone."""

from __future__ import annotations

from datetime import timedelta

USUAL, MOST = timedelta(seconds=30), timedelta(hours=1)


def wait_of(header: str) -> timedelta:
    """`Retry-After` in seconds (RFC 9110); USUAL when it says nothing useful, never more than MOST."""
    try:
        return min(MOST, max(timedelta(seconds=1), timedelta(seconds=int(header))))
    except (ValueError, OverflowError):
        return USUAL
