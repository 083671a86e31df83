"""Publishing a timetable and telling everybody who is in it."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.urls import reverse

from accounts.models import User
from forums.models import Meeting, TimetableVersion
from notices.sending import tell


@transaction.atomic
def publish_timetable(version: TimetableVersion) -> None:
    """Publish and tell each person once. Raises StateConflict when it is no draft any more."""
    version.publish()
    forum = version.forum
    meetings = Meeting.objects.filter(timetable=version)
    people = User.objects.filter(
        Q(organisations__producer__meetings__in=meetings)
        | Q(organisations__buyer__meetings__in=meetings),
        is_active=True,
    ).distinct()
    tell(
        people, "timetable_published", link=reverse("forums:agenda"),
        dedupe=f"timetable:{version.pk}", forum=forum.names,
    )  # fmt: skip
