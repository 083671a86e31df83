"""Waking Celery after a commit. The work is a row already, so a deaf broker loses nothing."""

from __future__ import annotations

import time
from typing import Any

import structlog
from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)

AT_ONCE = 1.0  # seconds: what fails sooner was refused, or a connection that the broker had closed
LEFT_ALONE = 10.0  # seconds that a process does not call a broker which did not answer
_deaf_until = 0.0


def wake_after_commit(task: Task[Any, Any], *args: Any) -> None:
    """Send `task` once the current transaction commits.

    Only for work that a row describes and a sweeper would find anyway: when the broker does not
    answer within its two-second timeout this logs it and goes on, and what follows does not wait
    for it again, so that a page that wakes several things waits once.
    """
    transaction.on_commit(lambda: _send(task, args))


def _send(task: Task[Any, Any], args: tuple[Any, ...]) -> None:
    global _deaf_until
    begun = time.monotonic()
    if begun < _deaf_until:
        return
    try:
        try:
            task.apply_async(args, retry=False)
        except (OperationalError, OSError):
            if time.monotonic() - begun > AT_ONCE:
                raise
            task.apply_async(args, retry=False)
    except (OperationalError, OSError) as error:
        _deaf_until = time.monotonic() + LEFT_ALONE
        log.warning("broker_unreachable", task=task.name, error=str(error), later="sweeper")
