"""What stands in the way of a timetable, said before anything is worked out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.utils.translation import gettext as _

from forums.models import Forum, MeetingRequest
from matching.schedule_texts import name_of, sentence_of_problem
from matching.scheduling import Problem
from matching.timetabling import problem_of

SHOWN = 20


@dataclass(frozen=True)
class Preflight:
    """Sentences, SHOWN at most of each.

    `obstacles`: contradictions, so that no timetable is possible until they are mended. `warnings`: what
    leaves somebody out whatever the timetable.
    """

    obstacles: list[str]
    warnings: list[str]


def preflight(forum: Forum, requests: list[MeetingRequest]) -> Preflight:
    """Look at the problem as it would be solved now, without solving it. Six queries, one more per sentence."""
    problem = problem_of(forum, requests, keep=True)
    contradictions = islice(dict.fromkeys(problem.contradictions()), SHOWN)
    obstacles = [sentence_of_problem(reason, detail) for reason, detail in contradictions]
    return Preflight(obstacles, [] if obstacles else list(islice(_warnings(problem), SHOWN)))


def _warnings(problem: Problem) -> Iterator[str]:
    places, wanted = sum(problem.room), len(problem.requests)
    if wanted > places:
        yield _(
            "%(wanted)s requests are agreed, but the hall has places for only %(places)s meetings. "
            "The most wanted come first; more tables or shorter meetings make room."
        ) % {"wanted": wanted, "places": places}  # fmt: skip
    open_slots = {slot for slot, room in enumerate(problem.room) if room}
    for person in problem.participants:
        if open_slots <= person.away:
            yield _("%(who)s is not there at any time that is left.") % {"who": name_of(person.id)}
