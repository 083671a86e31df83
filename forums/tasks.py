"""Requests that nobody answered."""

from celery import shared_task
from django.utils import timezone

from forums.models import MeetingRequest
from ovop.kernel.states import StateConflict


@shared_task
def expire_requests() -> int:
    """Expire what was not answered in time, freeing the place; return how many."""
    expired = 0
    late = MeetingRequest.objects.filter(
        state=MeetingRequest.State.ASKED, expires_at__lt=timezone.now()
    )
    for request in late.iterator():
        try:
            request.expire()
            expired += 1
        except StateConflict:  # answered this very moment: the answer stands
            continue
    return expired
