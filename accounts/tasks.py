"""What is tidied up at night."""

from __future__ import annotations

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.models import GivenAnswer, Tries
from accounts.privacy import erasing


@shared_task
def forget_tries() -> int:
    """Delete counted tries whose window is over, and answers nobody will ask for again; return how many."""
    return Tries.forget() + GivenAnswer.forget()


@shared_task
def forget_sessions() -> int:
    """Delete the sessions that have ended; return how many."""
    deleted, _each = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return deleted


@shared_task
def erase_who_asked() -> int:
    """Erase everybody whose week is over; return how many."""
    return erasing.erase_due()
