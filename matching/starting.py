"""Starting a run: a row in the database, then a wake-up to Celery."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from buyers.models import Need
from forums.models import Forum
from matching.models import MatchRun, RankingWeights, ScheduleRun
from matching.tasks import run_matching, run_scheduling
from ovop.kernel.runs import ACTIVE, RunInProgress, RunState
from ovop.kernel.states import StateConflict
from ovop.kernel.wake import wake_after_commit
from producers.models import Product

HANDS = 2  # workers that are called to a full run


@transaction.atomic
def start_matching(
    user: User | None,
    need: Need | None,
    *,
    product: Product | None = None,
    forum: Forum | None = None,
    local_bonus: float = 0.1,
) -> MatchRun:
    """Rank for `need`, for the needs `product` may fill, for `forum`, or for all open needs.

    Raises RunInProgress.
    """
    run = MatchRun.start(
        started_by=user, need=need, product=product, forum=forum, local_bonus=local_bonus,
        weights=RankingWeights.newest(),
    )  # fmt: skip
    for _hand in range(HANDS if run.is_full else 1):
        wake_after_commit(run_matching, run.pk)
    return run


@transaction.atomic
def refresh_matches(*, need: Need | None = None, product: Product | None = None) -> None:
    """Rank anew after a change; a run of it that has begun already is followed by another."""
    for _try in range(2):
        try:
            start_matching(None, need, product=product)
        except RunInProgress as running:
            # Held until the change is committed: one that is queued cannot begin before, one that runs cannot end.
            active = MatchRun.objects.select_for_update().filter(
                pk=running.run.pk, state__in=ACTIVE
            )
            if run := active.first():
                if run.state == RunState.RUNNING:
                    active.update(again=True)
                return
            continue  # it has ended meanwhile, without the change
        return


@transaction.atomic
def start_scheduling(user: User | None, forum: Forum, *, keep_locked: bool = True) -> ScheduleRun:
    """Make a draft timetable, with the locked meetings where they are if told so. Raises RunInProgress, or StateConflict when the forum is over."""
    if forum.is_over:
        raise StateConflict(forum, Forum.State.TIMETABLED)
    run = ScheduleRun.start(started_by=user, forum=forum, keep_locked=keep_locked)
    wake_after_commit(run_scheduling, run.pk)
    return run
