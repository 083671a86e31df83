"""The day goes otherwise than planned: plan what is left again, keeping every meeting that can be kept."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from forums.models import Forum, TimetableVersion
from matching.schedule_texts import sentence_of_problem
from matching.scheduling import ProblemError, Replan, replan
from matching.timetabling import (
    newest_version,
    placeable_requests,
    placements_of,
    problem_of,
    write_draft,
)


def first_open_slot(forum: Forum) -> int:
    """The scheduler's number of the first slot that has not begun; 0 before the day."""
    return forum.slots.count() - forum.slots_ahead().count()


@transaction.atomic
def plan_again(forum: Forum, user: User) -> tuple[TimetableVersion, Replan]:
    """A draft for the rest of the day, made from the newest version and from who is there now.

    Meetings before the first open slot stay as they were. Raises ValidationError with the reason when
    nothing is planned yet or the day contradicts itself.
    """
    forum.lock()
    version = newest_version(forum)
    if version is None:
        raise ValidationError(_("There is no timetable yet that could be planned again."))
    now = first_open_slot(forum)
    planned = placements_of(version)
    kept = set(
        version.meetings.filter(slot__in=list(forum.slots.all()[:now])).values_list(
            "request", flat=True
        )
    )
    requests = placeable_requests(forum, also=kept)
    locked = set(version.meetings.filter(locked=True).values_list("request", flat=True))
    problem = problem_of(forum, requests)
    try:
        found = replan(problem, planned, now=now)
    except ProblemError as error:
        raise ValidationError(sentence_of_problem(error.reason, error.detail)) from None
    return write_draft(forum, user, requests, found.timetable, locked), found
