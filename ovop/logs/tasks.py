"""Celery's lines as JSON, each with the number of the request that caused the task."""

from __future__ import annotations

import logging.config
import threading
from typing import Any

import pghistory
from celery import Task
from celery.signals import setup_logging, task_postrun, task_prerun
from django.conf import settings

_running = threading.local()


@setup_logging.connect
def _as_everybody(**rest: Any) -> None:
    """Celery keeps its hands off; Django's settings are everybody's."""
    logging.config.dictConfig(settings.LOGGING)


@task_prerun.connect
def _history_begins(task: Task[Any, Any], **rest: Any) -> None:
    """What the task changes is written down as its doing, and as that of the request which sent it."""
    sent_by = getattr(task.request, "__django_structlog__", None) or {}
    context = pghistory.context(task=task.name, request=sent_by.get("request_id", ""))
    context.__enter__()
    _running.history = context


@task_postrun.connect
def _history_ends(**rest: Any) -> None:
    if context := getattr(_running, "history", None):
        context.__exit__(None, None, None)
        _running.history = None
