"""Publishing a timetable and telling everybody what changes for them, and only that."""

from __future__ import annotations

from django.db import transaction
from django.urls import reverse

from forums.differences import by_organisation, differences, sentences_for
from forums.models import TimetableVersion
from notices.sending import tell_members


@transaction.atomic
def publish_timetable(version: TimetableVersion) -> int:
    """Publish; return how many organisations were told: people once, of a change once for each of theirs.

    Raises StateConflict when it is no draft any more, ValidationError when it cannot be published.
    """
    old = (
        version.forum.lock().published()
    )  # locked: nobody books or publishes between this and the next line
    version.publish()
    told = by_organisation(differences(old, version))
    for organisation, changes in told.items():
        about = {
            "link": reverse("forums:agenda"),
            "dedupe": f"timetable:{version.pk}",
            "forum": version.forum.names,
        }
        if old is None:
            tell_members(organisation, "timetable_published", **about)
        else:
            texts = sentences_for(changes, organisation)
            about["dedupe"] = f"timetable:{version.pk}:{organisation.pk}"
            tell_members(organisation, "timetable_changed", changes=texts, **about)
    return len(told)
