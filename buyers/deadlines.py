"""What time does to needs: who wants answers until a day gets none after it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from buyers.models import Need
from notices.sending import tell_members
from ovop.kernel.states import StateConflict


def pause_late_needs(today: date) -> int:
    """Pause the open needs whose last day for answers was before `today`, and tell the buyers; return how many."""
    paused = 0
    late = Need.objects.filter(state=Need.State.OPEN, deadline__lt=today)
    for need in late.select_related("buyer__organisation"):
        try:
            with transaction.atomic():
                need.pause()
                tell_members(
                    need.buyer.organisation, "need_ended", link=need.get_absolute_url(),
                    dedupe=f"need-ended:{need.pk}:{need.deadline}", need=need.names,
                )  # fmt: skip
            paused += 1
        except StateConflict:
            continue  # its buyer was quicker
    return paused
