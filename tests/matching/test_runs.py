"""Runs: claimed once, watched, cancelled, resumed, given up in the open."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from djmoney.money import Money

from buyers.models import Buyer, Need
from matching import starting, tasks
from matching.models import Block, Match, MatchList, MatchRun, MatchShard, runs
from matching.starting import refresh_matches, start_matching
from notices.models import Notice
from ovop.kernel.runs import LOST_AFTER, RunInProgress, RunState
from producers.categories import load_categories
from producers.models import Certificate, Product
from producers.terms import load_terms
from tests.factories import (
    buyer,
    category,
    need,
    producer,
    product,
)  # fmt: skip
from tests.racing import race

pytestmark = pytest.mark.django_db


def run_for(wanted):
    run = MatchRun.start(started_by=None, need=wanted)
    tasks.run_matching(run.pk)
    run.refresh_from_db()
    return run


# --- what is matched ---------------------------------------------------------------------------


def test_need_in_khmer_finds_the_product_and_tells_the_buyer():
    item, wanted = product(), need(name_km="ប្រហុកត្រីកំភ្លាញ", name_en="", category=None)
    run = run_for(wanted)
    match = Match.objects.get()
    assert (match.product, match.rank, run.state, run.done, run.total) == (item, 1, "done", 1, 1)
    assert 0.5 < match.score <= 1
    assert set(match.factors) >= {"text", "price", "distance"}
    assert Notice.objects.filter(kind="matches_ready").count() == 1


def test_nearer_producer_ranks_before_the_same_product_far_away():
    far, near = product(producer("02")), product(producer("17"))
    run_for(need(buyer("17")))
    assert list(Match.objects.order_by("rank").values_list("product", flat=True)) == [
        near.pk,
        far.pk,
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"state": Product.State.SUSPENDED},
        {"state": Product.State.DRAFT},
        {"unit": "piece"},
        {"name_km": "", "name_en": "Granite elephant", "category": ("carving", "crafts")},
    ],
    ids=["suspended", "draft", "unlike unit", "something else"],
)
def test_hard_limits_keep_a_product_out(change):
    if isinstance(change.get("category"), tuple):
        change = change | {"category": category(*change["category"])}
    product(**change)
    run_for(need())
    assert not Match.objects.exists()


def test_missing_required_certificate_keeps_out_and_a_valid_one_lets_in():
    item = product()
    wanted = need(certificates_required=["organic"])
    run_for(wanted)
    assert not Match.objects.exists()
    certificate = Certificate.objects.create(
        producer=item.producer, kind="organic", valid_until=timezone.localdate() - timedelta(days=1)
    )
    run_for(wanted)
    assert not Match.objects.exists(), "an expired certificate does not count"
    Certificate.objects.filter(pk=certificate.pk).update(valid_until=None)
    run_for(wanted)
    assert Match.objects.count() == 1


def test_no_supply_in_the_wanted_months_keeps_out():
    product(monthly_supply=[50] * 6 + [0] * 6)
    wanted = need(months=[8, 9])
    run_for(wanted)
    assert not Match.objects.exists()


def test_running_again_refreshes_instead_of_doubling():
    item, wanted = product(), need()
    run_for(wanted)
    item.move(Product.State.SUSPENDED, allowed=[Product.State.REGISTERED])
    other = product()
    run_for(wanted)
    assert [match.product for match in Match.objects.all()] == [other]


def test_full_run_covers_every_open_need():
    product()
    needs = [need(), need(), need(state=Need.State.PAUSED)]
    run = run_for(None)
    assert (run.done, run.total) == (2, 2)
    assert set(Match.objects.values_list("need", flat=True)) == {needs[0].pk, needs[1].pk}


def test_blocked_pair_is_never_matched():
    item, wanted = product(), need()
    Block.objects.create(producer=item.producer, buyer=wanted.buyer)
    run_for(wanted)
    assert not Match.objects.exists()


def test_price_out_of_reach_keeps_out_and_one_a_little_above_does_not():
    product(price=Money(20000, "KHR"))
    near = product(price=Money(12500, "KHR"))
    run_for(need(price_ceiling=Money(12000, "KHR")))
    assert [match.product for match in Match.objects.all()] == [near]


def test_product_of_ones_own_is_no_match():
    item = product()
    run_for(need(Buyer.objects.create(organisation=item.producer.organisation)))
    assert not Match.objects.exists()


def test_product_run_refreshes_the_needs_it_fits_and_no_other():
    wanted, other = need(), need(name_km="ក្រមា", name_en="krama", category=None, unit="piece")
    item = product()
    run = start_matching(None, None, product=item)
    tasks.run_matching(run.pk)
    assert list(Match.objects.values_list("need", "product")) == [(wanted.pk, item.pk)]
    assert not MatchShard.objects.filter(needs__contains=[other.pk]).exists()


def test_need_in_khmer_is_matched_to_a_product_described_in_english_only():
    load_categories()
    load_terms()
    item = product(name_km="", name_en="Smoked snakehead fish", category=category("smoked-fish"))
    run_for(need(name_km="ត្រីឆ្អើរ", name_en="", category=None))
    match = Match.objects.get()
    assert match.product == item
    assert match.factors["text"] > 0.5


def test_ranking_one_need_costs_the_same_for_many_products():
    def queries_of_a_run():
        run = MatchRun.start(started_by=None, need=wanted)
        with CaptureQueriesContext(connection) as queries:
            tasks.run_matching(run.pk)
        return len(queries)

    wanted, made = need(certificates_wished=["ovop"]), producer()
    product(made)
    queries_of_a_run()  # the first tells the buyer
    few = queries_of_a_run()
    for _ in range(30):
        product(made)
    assert queries_of_a_run() == few


# --- how runs live -----------------------------------------------------------------------------


def test_second_start_is_refused_politely_and_names_the_first():
    wanted = need()
    first = MatchRun.start(started_by=None, need=wanted)
    with pytest.raises(RunInProgress) as error:
        MatchRun.start(started_by=None, need=wanted)
    assert error.value.run == first
    first.ask_cancel()
    assert MatchRun.start(started_by=None, need=wanted).pk != first.pk


def test_second_full_run_is_refused_too():
    MatchRun.start(started_by=None, need=None)
    with pytest.raises(RunInProgress):
        MatchRun.start(started_by=None, need=None)


@pytest.mark.django_db(transaction=True)
def test_of_parallel_starts_exactly_one_begins():
    wanted = need()
    raced = race(6, lambda: MatchRun.start(started_by=None, need=wanted))
    outcomes = ["started" if isinstance(result, MatchRun) else "refused" for result in raced]
    assert all(isinstance(result, MatchRun | RunInProgress) for result in raced)
    assert sorted(outcomes) == ["refused"] * 5 + ["started"]


def test_two_workers_share_the_shards_of_a_run_and_none_twice(monkeypatch):
    monkeypatch.setattr(runs, "SHARD", 1)
    item, wanted = product(), [need() for _ in range(3)]
    run = MatchRun.start(started_by=None, need=None)
    real, ranked = tasks.rank_needs, []

    def second_worker_comes(batch, current):
        ranked.extend(each.pk for each in batch)
        if len(ranked) == 1:
            tasks.run_matching(run.pk)
        return real(batch, current)

    monkeypatch.setattr(tasks, "rank_needs", second_worker_comes)
    tasks.run_matching(run.pk)
    run.refresh_from_db()
    assert sorted(ranked) == [each.pk for each in wanted]
    assert (run.state, run.done, run.total) == (RunState.DONE, 3, 3)
    assert Match.objects.filter(product=item).count() == 3


def test_message_that_comes_after_the_end_does_nothing(monkeypatch):
    run = run_for(need())
    monkeypatch.setattr(tasks, "rank_needs", None)
    tasks.run_matching(run.pk)
    assert Notice.objects.filter(kind="matches_ready").count() == 1


def test_cancelled_run_stops_at_its_next_step_and_keeps_what_was_found(monkeypatch):
    monkeypatch.setattr(runs, "SHARD", 1)
    product()
    needs = [need() for _ in range(3)]
    run = MatchRun.start(started_by=None, need=None)
    real = tasks.rank_needs

    def cancel_after_first(wanted, current):
        MatchRun.objects.get(pk=run.pk).ask_cancel()
        return real(wanted, current)

    monkeypatch.setattr(tasks, "rank_needs", cancel_after_first)
    tasks.run_matching(run.pk)
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.CANCELLED, 1)
    assert Match.objects.filter(need=needs[0]).exists()
    assert not Match.objects.filter(need=needs[1]).exists()


def abandoned_run(wanted):
    """A run whose worker took the only shard and died with it."""
    run = MatchRun.start(started_by=None, need=wanted)
    assert run.join()
    run.divide([wanted.pk])
    assert run.next_shard()
    return run


def test_run_of_a_killed_worker_is_found_and_taken_over():
    product()
    run = abandoned_run(need())
    assert not MatchRun.lost().exists()
    tasks.run_matching(run.pk)
    assert not Match.objects.exists(), "its worker may be alive yet"
    old = timezone.now() - LOST_AFTER * 2
    MatchRun.objects.update(heartbeat_at=old)
    MatchShard.objects.update(heartbeat_at=old)
    assert list(MatchRun.lost()) == [run]
    tasks.run_matching(run.pk)
    run.refresh_from_db()
    assert (run.state, MatchShard.objects.get().attempts) == (RunState.DONE, 2)
    assert Match.objects.count() == 1


def test_shard_that_kills_its_worker_three_times_fails_in_the_open():
    run = abandoned_run(need())
    for _ in range(2):
        MatchShard.objects.update(heartbeat_at=timezone.now() - LOST_AFTER * 2)
        assert run.next_shard()
    MatchShard.objects.update(heartbeat_at=timezone.now() - LOST_AFTER * 2)
    tasks.run_matching(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert run.error


def test_full_runs_keep_their_lists_to_compare():
    item, wanted = product(), need()
    first, second = run_for(None), run_for(None)
    for run in (first, second):
        kept = MatchList.objects.get(run=run)
        assert (kept.need, kept.products) == (wanted, [item.pk])


# --- scheduling --------------------------------------------------------------------------------


@pytest.mark.parametrize("ends", [False, True])
def test_change_while_a_run_goes_on_is_ranked_too(monkeypatch, ends):
    """Also one that comes as the run ends: it may have read what was before."""
    wanted = need()
    run = MatchRun.start(started_by=None, need=wanted)
    assert run.claim()
    real = starting.start_matching

    def ends_now(*given, **more):
        try:
            return real(*given, **more)
        except RunInProgress:
            if ends:
                run.finish()
            raise

    monkeypatch.setattr(starting, "start_matching", ends_now)
    refresh_matches(need=wanted)
    run.refresh_from_db()
    assert run.again is not ends
    assert MatchRun.objects.filter(state="queued").exists() is ends
