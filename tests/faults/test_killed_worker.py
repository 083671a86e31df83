"""A worker that is killed half-way through a run: nothing is lost but time."""

from __future__ import annotations

from datetime import timedelta

import psycopg2
import pytest
from django.db import connection

from matching.models import Match, MatchRun, MatchShard
from matching.tasks import resume_lost_runs, run_matching
from ovop.kernel.runs import LOST_AFTER, RunState
from tests.factories import buyer, need, producer, product
from tests.faults.workers import eventually

pytestmark = pytest.mark.django_db(transaction=True)
NEEDS, SHARDS = 220, 3


@pytest.fixture
def run():
    """A full run of three shards, not begun."""
    maker, hotel = producer(), buyer()
    for _ in range(3):
        product(maker)
    for _ in range(NEEDS):
        need(hotel)
    MatchRun.objects.all().delete()  # those the factories' saves started
    return MatchRun.start(started_by=None, need=None)


class Held:
    """One need's row locked by somebody else: the shard it is in stands still in the middle of its work."""

    def __init__(self, pk: int) -> None:
        settings = connection.settings_dict
        self.connection = psycopg2.connect(
            dbname=settings["NAME"], user=settings["USER"], password=settings["PASSWORD"],
            host=settings["HOST"], port=settings["PORT"] or None,
        )  # fmt: skip
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM buyers_need WHERE id = %s FOR UPDATE", [pk])

    def let_go(self) -> None:
        self.connection.rollback()
        self.connection.close()


def shards():
    return list(MatchShard.objects.order_by("number").values_list("state", "attempts"))


def time_passes() -> None:
    """As if LOST_AFTER had gone by since the last sign of life."""
    for model in (MatchRun, MatchShard):
        for row in model.objects.exclude(heartbeat_at=None):
            row.heartbeat_at -= LOST_AFTER + timedelta(seconds=1)
            row.save(update_fields=["heartbeat_at"])


def test_run_of_a_killed_worker_is_resumed_where_it_stood(workers, run):
    from buyers.models import Need

    middle = Need.objects.order_by("pk")[150]
    held = Held(middle.pk)
    victim = workers.start()
    workers.send(run_matching, run.pk)
    eventually(lambda: shards()[:2] == [("done", 1), ("running", 1)], "the second shard has begun")
    workers.kill(victim)
    held.let_go()
    run.refresh_from_db()
    assert (run.state, run.total) == (RunState.RUNNING, NEEDS)
    assert Match.objects.filter(need=middle).count() == 0

    time_passes()
    workers.start()
    workers.send(resume_lost_runs)

    def over() -> bool:
        run.refresh_from_db()
        return not run.active

    eventually(over, "the run is over")
    assert (run.state, run.done) == (RunState.DONE, NEEDS)
    # What was done stayed done, what was half done was done again, nothing twice.
    assert shards() == [("done", 1), ("done", 2), ("done", 1)]
    assert Match.objects.count() == 3 * NEEDS
    assert run.lists.count() == NEEDS


def test_work_that_kills_its_worker_each_time_is_given_up_and_the_rest_is_done(workers, run):
    """A shard whose worker died three times is marked, so that it cannot take all workers down."""
    MatchRun.objects.filter(pk=run.pk).update(state=RunState.RUNNING)
    from matching.tasks import _needs_of

    run.divide(_needs_of(run))
    MatchShard.objects.filter(number=1).update(attempts=3)
    workers.start()
    workers.send(run_matching, run.pk)

    def over() -> bool:
        run.refresh_from_db()
        return not run.active

    eventually(over, "the run is over")
    assert run.state == RunState.FAILED
    assert [state for state, _attempts in shards()] == ["done", "failed", "done"]
    assert Match.objects.count() == 3 * (NEEDS - 100)
