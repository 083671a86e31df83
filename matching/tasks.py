"""The engine's Celery tasks. Thin: claim the run's row, call, save, report."""

from __future__ import annotations

from datetime import timedelta

import structlog
from celery import shared_task
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buyers.models import Need
from matching.alerts import matches_before, tell_of_new_matches
from matching.appraising import appraise
from matching.attending import needs_of_forum, products_of_forum
from matching.models import Enquiry, Match, MatchList, MatchRun, MatchShard, ScheduleRun
from matching.pools import let_pools_expire, propose_pools, remind_pools
from matching.ranker import needs_that_want, rank_for_forum, rank_needs
from matching.schedule_texts import sentence_of_problem
from matching.scheduling import ProblemError, Standing, solve
from matching.timetabling import (
    HallChanged,
    placeable_requests,
    places_of,
    problem_of,
    save_draft,
)
from matching.trading.dealing import expire, remind
from notices.sending import tell_members
from ovop.kernel.runs import RunInProgress, RunState
from ovop.kernel.states import StateConflict
from ovop.kernel.wake import wake_after_commit

log = structlog.get_logger(__name__)
SOLVE_SECONDS = 30.0
POOL_BATCH = 50
REMIND_BEFORE, LAST_REMINDER = timedelta(days=10), timedelta(days=2)  # the end of an enquiry
RUNS_KEPT = 10  # full runs whose lists are kept to compare


@shared_task
def run_matching(run_id: int) -> None:
    """Join a run and rank shard after shard until none is left. Any number of workers may."""
    run = MatchRun.objects.select_related("weights", "forum").get(pk=run_id)
    if not run.join():
        return
    if not run.total:
        run.divide(_needs_of(run))
    while run.report() and (shard := run.next_shard()):
        if shard.is_poison:
            shard.end(MatchShard.State.FAILED)
            continue
        needs = Need.objects.select_related("buyer", "category__parent").in_bulk(shard.needs)
        ranked = [needs[pk] for pk in shard.needs if pk in needs]
        _rank(run, ranked)
        shard.end(MatchShard.State.DONE)
    run.report()
    if run.settle():
        _afterwards(run)


def _rank(run: MatchRun, needs: list[Need]) -> None:
    """Fresh matches; after a change also fresh pools, and a word to whom it concerns."""
    if run.is_full:
        rank_needs(needs, run)
        return
    if run.forum is not None:
        rank_for_forum(needs, run, products_of_forum(run.forum))
        return
    keys = [need.pk for need in needs]
    with transaction.atomic():
        before = matches_before(run, keys)
        found = rank_needs(needs, run)
        tell_of_new_matches(run, keys, before)
    propose_pools(found)  # takes its time: not while the needs are locked


def _needs_of(run: MatchRun) -> list[int]:
    """The needs a run is about."""
    if run.need_id:
        return [run.need_id]
    if run.forum is not None:
        return needs_of_forum(run.forum)
    needs = Need.objects.filter(state=Need.State.OPEN).order_by("pk")
    if run.product_id is None:
        return list(needs.values_list("pk", flat=True))
    listed = set(Match.objects.filter(product=run.product_id).values_list("need", flat=True))
    every = list(needs.select_related("buyer", "category__parent"))
    return sorted(listed.union(needs_that_want(run.product_id, every)))


def _afterwards(run: MatchRun) -> None:
    from matching.starting import refresh_matches

    if run.need is not None and run.state == RunState.DONE and _is_news(run):
        _tell_buyer(run.need, run, run.need.matches.count())
    if run.again:
        refresh_matches(need=run.need, product=run.product)
    if run.is_full:
        wake_after_commit(propose_all_pools)
        old = MatchRun.full().values_list("pk", flat=True)
        MatchList.objects.filter(run__in=list(old[RUNS_KEPT:])).delete()


def _is_news(run: MatchRun) -> bool:
    """Asked for by somebody, or the need's first run; a later one by itself is not told."""
    earlier = MatchRun.objects.filter(need=run.need_id, pk__lt=run.pk)
    return run.started_by_id is not None or not earlier.exists()


def _tell_buyer(need: Need, run: MatchRun, found: int) -> None:
    with transaction.atomic():
        tell_members(
            need.buyer.organisation, "matches_ready", link=need.get_absolute_url(),
            dedupe=f"matches:{run.pk}", count=found, need=need.names,
        )  # fmt: skip


@shared_task
def rank_every_night() -> None:
    """A full run; a run that is under way already will do."""
    from matching.starting import start_matching

    try:
        start_matching(None, None)
    except RunInProgress as running:
        log.info("nightly_run_is_running", run=running.run.pk)


@shared_task
def propose_all_pools() -> int:
    """After a full run: groups for the open needs that nobody can fill alone. Safe to repeat."""
    needs = Need.objects.filter(state=Need.State.OPEN).select_related("buyer", "category__parent")
    made, last = 0, 0
    while batch := list(needs.filter(pk__gt=last).order_by("pk")[:POOL_BATCH]):
        made, last = made + propose_pools(appraise(batch)), batch[-1].pk
    return made


@shared_task
def end_late_pools() -> int:
    """Dissolve pools whose answers did not come in time; return how many."""
    return let_pools_expire()


@shared_task
def end_late_enquiries() -> int:
    """End the enquiries in which nobody acted in time; return how many."""
    ended = 0
    late = Enquiry.objects.live().filter(expires_at__lt=timezone.now()).with_parties()
    for enquiry in late:
        try:
            expire(enquiry)
            ended += 1
        except StateConflict:  # somebody acted this very moment
            continue
    return ended


@shared_task
def remind_who_must_answer() -> int:
    """Remind the sides whose turn it has been for long; each step twice at most. Returns how many are due."""
    now, due = timezone.now(), 0
    waiting = Enquiry.objects.live().exclude(turn="").filter(expires_at__gt=now)
    for enquiry in waiting.filter(expires_at__lt=now + REMIND_BEFORE).with_parties():
        remind(enquiry, "last" if enquiry.expires_at - now < LAST_REMINDER else "half")
        due += 1
    return due + remind_pools(now)


@shared_task
def run_scheduling(run_id: int) -> None:
    """Make a draft timetable of the run's forum."""
    run = ScheduleRun.objects.select_related("forum").get(pk=run_id)
    if not run.claim():
        return
    requests = placeable_requests(run.forum)
    total = len(requests)
    run.progress(0, total)

    def report(standing: Standing) -> bool:
        ScheduleRun.objects.filter(pk=run.pk).update(
            value=standing.value, bound=standing.bound, breaks=standing.breaks
        )
        return run.progress(standing.placed, total)

    hall = places_of(run.forum)
    try:
        problem = problem_of(run.forum, requests, keep=run.keep_locked)
        timetable = solve(problem, seconds=SOLVE_SECONDS, workers=1, progress=report)
    except ProblemError as error:
        run.fail(sentence_of_problem(error.reason, error.detail))
        return
    # Stopped with something in hand: that is kept as a draft, its bound says how good it is.
    going_on = run.progress(len(timetable.placements), total)
    if going_on or (timetable.cancelled and timetable.placements and run.state == RunState.RUNNING):
        try:
            run.timetable = save_draft(run, requests, timetable, hall)
        except HallChanged:
            run.fail(
                str(
                    _(
                        "The tables or times were changed while this was worked out. Please start it again."
                    )
                )
            )
            return
        run.value, run.bound, run.breaks = timetable.value, timetable.bound, timetable.breaks
        run.save(update_fields=["timetable", "value", "bound", "breaks"])
    run.finish()


@shared_task
def resume_lost_runs() -> int:
    """Send again the runs that nobody works on; return how many."""
    found = 0
    for model, task in ((MatchRun, run_matching), (ScheduleRun, run_scheduling)):
        for run in model.lost():
            task.delay(run.pk)
            log.info("run_resumed", run=str(run))
            found += 1
    return found
