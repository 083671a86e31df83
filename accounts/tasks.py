"""What is tidied up at night."""

from __future__ import annotations

from celery import shared_task

from accounts.models import Tries


@shared_task
def forget_tries() -> int:
    """Delete counted tries whose window is over; return how many."""
    return Tries.forget()
