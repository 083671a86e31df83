"""A session that runs late: what follows in it moves, and what no time is left for is closed."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from forums.models import Forum


@transaction.atomic
def run_late(forum: Forum, position: int, minutes: int) -> int:
    """The session of slot `position` goes on `minutes` later from there; return how many slots are closed.

    Later sessions keep their time: slots that would run into the next one, or into the night, are closed. Raises StateConflict
    once the forum is over.
    """
    forum.lock()
    first = forum.slots.get(position=position)
    rest = forum.slots.filter(session=first.session, position__gte=position)
    follows = forum.slots.filter(session__gt=first.session).order_by("position").first()
    night = datetime.combine(
        timezone.localtime(first.starts_at).date() + timedelta(days=1), time(0),
        timezone.get_current_timezone(),
    )  # fmt: skip
    end = min(follows.starts_at, night) if follows else night
    shut = 0
    for slot in rest.order_by("-position"):  # from behind: no two ever begin at once
        slot.starts_at += timedelta(minutes=minutes)
        slot.ends_at += timedelta(minutes=minutes)
        slot.closed = slot.closed or slot.ends_at > end
        while (
            slot.closed
            and forum.slots.exclude(pk=slot.pk).filter(starts_at=slot.starts_at).exists()
        ):
            slot.starts_at += timedelta(seconds=1)  # nobody meets in it; no two begin at once
        shut += slot.closed
        slot.save(update_fields=["starts_at", "ends_at", "closed"])
    return shut
