"""The engine's Celery tasks. Thin: claim the run's row, call, save, report."""

from __future__ import annotations

from itertools import islice

import structlog
from celery import shared_task
from django.db import transaction

from buyers.models import Need
from matching.models import MatchRun, ScheduleRun
from matching.ranker import rank_need
from matching.scheduling import ProblemError, solve
from matching.timetabling import PROBLEM_TEXTS, placeable_requests, problem_of, save_draft
from notices.sending import tell_members
from ovop.kernel.runs import RunState

log = structlog.get_logger(__name__)
SOLVE_SECONDS = 60.0


@shared_task
def run_matching(run_id: int) -> None:
    """Rank products for the run's need, or for every open need."""
    run = MatchRun.objects.get(pk=run_id)
    if not run.claim():
        return
    needs = Need.objects.select_related("category__parent")
    needs = needs.filter(pk=run.need_id) if run.need_id else needs.filter(state=Need.State.OPEN)
    ids = list(needs.order_by("pk").values_list("pk", flat=True))
    # A run whose worker died goes on where it stopped.
    for done, pk in islice(enumerate(ids), run.done, None):
        if not run.progress(done, len(ids)):
            run.finish()
            return
        need = needs.filter(pk=pk).first()
        if need is None:  # deleted since
            continue
        found = rank_need(need, run)
        if run.need_id:
            _tell_buyer(need, run, found)
    run.progress(len(ids), len(ids))
    run.finish()


def _tell_buyer(need: Need, run: MatchRun, found: int) -> None:
    with transaction.atomic():
        tell_members(
            need.buyer.organisation, "matches_ready", link=need.get_absolute_url(),
            dedupe=f"matches:{run.pk}", count=found, need=need.names,
        )  # fmt: skip


@shared_task
def run_scheduling(run_id: int) -> None:
    """Make a draft timetable of the run's forum."""
    run = ScheduleRun.objects.select_related("forum").get(pk=run_id)
    if not run.claim():
        return
    requests = placeable_requests(run.forum)
    total = len(requests)
    run.progress(0, total)

    def report(placed: int, value: int, bound: int) -> bool:
        ScheduleRun.objects.filter(pk=run.pk).update(value=value, bound=bound)
        return run.progress(placed, total)

    try:
        timetable = solve(problem_of(run.forum, requests), seconds=SOLVE_SECONDS, progress=report)
    except ProblemError as error:
        run.fail(str(PROBLEM_TEXTS.get(error.reason, error.reason)))
        return
    # Stopped with something in hand: that is kept as a draft, its bound says how good it is.
    if report(len(timetable.placements), timetable.value, timetable.bound) or (
        timetable.cancelled and timetable.placements and run.state == RunState.RUNNING
    ):
        run.timetable = save_draft(run, requests, timetable)
        run.save(update_fields=["timetable"])
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
