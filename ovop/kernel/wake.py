"""Waking Celery after a commit. The work is a row already, so a deaf broker loses nothing."""

from __future__ import annotations

from typing import Any

import structlog
from celery import Task
from django.db import transaction
from kombu.exceptions import OperationalError

log = structlog.get_logger(__name__)


def wake_after_commit(task: Task[Any, Any], *args: Any) -> None:
    """Send `task` once the current transaction commits.

    Only for work that a row describes and a sweeper would find anyway: when the broker does not
    answer within its two-second timeouts this logs it and goes on.
    """

    def send() -> None:
        try:
            task.delay(*args)
        except (OperationalError, OSError) as error:
            log.warning("broker_unreachable", task=task.name, error=str(error), later="sweeper")

    transaction.on_commit(send)
