"""The platform's own task: beat sent it and a worker took it, so both live."""

from __future__ import annotations

from celery import shared_task

from ovop.models import Heartbeat


@shared_task
def show_life() -> None:
    """Written down every half minute; the status page and the metrics look at its age."""
    Heartbeat.show(Heartbeat.Of.BEAT)
