"""The scorer's promises, for any numbers."""

import itertools
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from matching.ranking import (
    DEFAULT_BUYER,
    FACTORS,
    Exposure,
    Needs,
    Pairs,
    Weights,
    harmonic,
    order_fairly,
    order_plainly,
    score,
)
from matching.ranking.fairness import MOST_OF_ONE, NEAR_TIE, TOP

share = st.floats(0, 1)
positive = st.floats(0, 1e6)


def _reordered(pairs, rows):
    """The pairs at `rows`, in that order."""
    return Pairs(**{name: getattr(pairs, name)[rows] for name in pairs.__dataclass_fields__})


def needs_of(n, draw=None):
    if draw is None:
        return Needs(
            ids=np.arange(n), quantity=np.full(n, 100.0), months=np.ones((n, 12), dtype=bool),
            ceiling=np.full(n, 2.5), wished=np.zeros(n, dtype=np.int64), reliability=np.full(n, 0.7),
        )  # fmt: skip
    return Needs(
        ids=np.arange(n), quantity=draw(hnp.arrays(float, n, elements=positive)),
        months=draw(hnp.arrays(bool, (n, 12))),
        ceiling=draw(hnp.arrays(float, n, elements=st.just(np.nan) | positive)),
        wished=draw(hnp.arrays(np.int64, n, elements=st.integers(0, 511))),
        reliability=draw(hnp.arrays(float, n, elements=share)),
    )  # fmt: skip


@st.composite
def problems(draw):
    n, m = draw(st.integers(1, 3)), draw(st.integers(0, 12))
    column = lambda elements: draw(hnp.arrays(float, m, elements=elements))  # noqa: E731
    pairs = Pairs(
        need=np.sort(draw(hnp.arrays(np.int64, m, elements=st.integers(0, n - 1)))),
        product=np.arange(m), producer=draw(hnp.arrays(np.int64, m, elements=st.integers(1, 3))),
        relevance=column(share), category=column(share),
        supply=draw(hnp.arrays(float, (m, 12), elements=positive)), price=column(positive),
        minimum=column(positive), distance=column(positive), origin=column(share), local=column(share),
        held=draw(hnp.arrays(np.int64, m, elements=st.integers(0, 511))),
        reliability=column(share), age=column(positive),
    )  # fmt: skip
    return needs_of(n, draw), pairs


def pairs_of(**changes):
    base = {
        "need": np.array([0, 0]), "product": np.array([1, 2]), "producer": np.array([1, 2]),
        "relevance": np.array([0.8, 0.8]), "category": np.array([1.0, 1.0]),
        "supply": np.full((2, 12), 100.0), "price": np.array([2.0, 2.0]),
        "minimum": np.array([1.0, 1.0]), "distance": np.array([0.0, 0.0]),
        "origin": np.array([1.0, 1.0]), "local": np.array([0.0, 0.0]), "held": np.array([1, 1]),
        "reliability": np.array([0.7, 0.7]), "age": np.array([0.0, 0.0]),
    }  # fmt: skip
    return Pairs(**(base | changes))


@given(problems(), st.floats(0, 0.5))
def test_every_factor_and_total_lies_between_zero_and_one(problem, bonus):
    scores = score(*problem, local_bonus=bonus)
    assert set(scores.factors) == set(FACTORS)
    sides = (scores.total, scores.buyer, scores.producer)
    for values in (*sides, *scores.factors.values()):
        assert values.shape == (len(problem[1]),)
        assert np.all((values >= 0) & (values <= 1))


@given(problems(), st.randoms())
def test_score_does_not_depend_on_the_order_of_a_needs_candidates(problem, random):
    needs, pairs = problem
    order = list(range(len(pairs)))
    random.shuffle(order)
    order.sort(key=lambda row: pairs.need[row])
    shuffled = _reordered(pairs, np.array(order, dtype=int))
    assert np.allclose(score(needs, shuffled).total, score(needs, pairs).total[order])


@given(problems(), st.floats(0.01, 0.5))
def test_bonus_for_buying_nearby_lifts_and_never_lowers(problem, bonus):
    plain, lifted = score(*problem), score(*problem, local_bonus=bonus)
    assert np.all(lifted.total >= plain.total - 1e-12)
    assert np.allclose(lifted.total[problem[1].local == 0], plain.total[problem[1].local == 0])


@given(hnp.arrays(float, 5, elements=share), hnp.arrays(float, 5, elements=share))
def test_joined_utility_lies_between_the_two_and_is_no_better_than_twice_the_smaller(one, other):
    joined = harmonic(one, other)
    assert np.all(joined <= np.maximum(one, other) + 1e-12)
    assert np.all(joined >= np.minimum(one, other) - 1e-12)
    assert np.all(joined <= 2 * np.minimum(one, other) + 1e-12)


@pytest.mark.parametrize(
    ("factor", "changes"),
    [
        ("text", {"relevance": np.array([0.8, 0.2])}),
        ("category", {"category": np.array([1.0, 0.5])}),
        ("quantity", {"supply": np.array([[100.0] * 12, [10.0] * 12])}),
        ("price", {"price": np.array([2.0, 3.0])}),
        ("season", {"supply": np.array([[100.0] * 12, [100.0] * 6 + [0.0] * 6])}),
        ("distance", {"distance": np.array([10.0, 400.0])}),
        ("certificates", {"held": np.array([2, 0])}),
        ("reliability", {"reliability": np.array([0.9, 0.3])}),
        ("freshness", {"age": np.array([1.0, 900.0])}),
    ],
)
def test_better_on_one_factor_ranks_first(factor, changes):
    needs = needs_of(1)
    needs.wished[0] = 2
    scores = score(needs, pairs_of(**changes))
    assert scores.factors[factor][0] > scores.factors[factor][1]
    assert scores.total[0] > scores.total[1]


def test_preferred_origin_is_more_than_a_near_tie():
    total = score(needs_of(1), pairs_of(origin=np.array([1.0, 0.5]))).total
    assert total[0] - total[1] > NEAR_TIE


def test_price_out_of_reach_scores_nothing():
    prices = score(needs_of(1), pairs_of(price=np.array([2.5, 3.3]))).factors["price"]
    assert prices.tolist() == [1.0, 0.0]


def test_order_far_below_the_producers_smallest_is_worth_less_to_the_producer():
    scores = score(needs_of(1), pairs_of(minimum=np.array([50.0, 1000.0])))
    assert scores.producer[0] > scores.producer[1]
    assert scores.buyer[0] == scores.buyer[1]
    assert scores.total[0] > scores.total[1]


def test_weights_steer_and_bad_weights_are_refused():
    pairs = pairs_of(distance=np.array([500.0, 0.0]), relevance=np.array([0.8, 0.3]))
    one_sided = lambda weights: score(needs_of(1), pairs, Weights(weights), one_sided=True).total  # noqa: E731
    assert one_sided({"distance": 1}).argmax() == 1
    assert one_sided({"text": 1}).argmax() == 0
    with pytest.raises(ValueError, match="unknown"):
        Weights({"luck": 1})
    for nothing in (0, float("nan")):
        with pytest.raises(ValueError, match="at least 0"):
            Weights(dict.fromkeys(DEFAULT_BUYER, nothing))
    with pytest.raises(ValueError, match="at least 0"):
        Weights({"text": 2, "price": -1})


# --- who is shown ------------------------------------------------------------------------------


def many(producers):
    m = len(producers)
    return Pairs(
        need=np.zeros(m, dtype=int), product=np.arange(m), producer=np.array(producers),
        **{name: np.zeros(m) for name in (
            "relevance", "category", "price", "minimum", "distance", "origin", "local", "held", "reliability", "age",
        )}, supply=np.zeros((m, 12)),
    )  # fmt: skip


@given(st.lists(share, min_size=1, max_size=40), st.integers(1, 30))
def test_fair_order_shows_each_once_and_never_who_is_clearly_worse_first(values, keep):
    total, pairs = np.array(values), many(range(len(values)))
    chosen = order_fairly(total, pairs, np.arange(len(values)), Exposure(), keep)
    assert len(set(chosen.tolist())) == len(chosen) == min(keep, len(values))
    for earlier, later in itertools.pairwise(chosen):
        assert total[earlier] >= total[later] - NEAR_TIE - 1e-9


def test_among_near_ties_who_was_shown_less_comes_first():
    total, pairs = np.array([0.80, 0.795, 0.60]), many([1, 2, 3])
    exposure = Exposure(Counter({1: 3.0}), 100.0)
    assert order_fairly(total, pairs, np.arange(3), exposure, 3).tolist() == [1, 0, 2]
    assert exposure.shown[2] == 1.0


def test_one_producer_does_not_fill_the_first_page():
    total = np.linspace(0.9, 0.5, 20)
    pairs = many([1] * 10 + list(range(2, 12)))
    chosen = order_fairly(total, pairs, np.arange(20), Exposure(), 20)
    assert (pairs.producer[chosen[:TOP]] == 1).sum() == MOST_OF_ONE
    assert len(chosen) == 20


def test_producer_with_too_large_a_share_steps_back_behind_who_is_nearly_as_good():
    total, pairs = np.array([0.80, 0.77]), many([1, 2])
    fresh, crowded = Exposure(), Exposure(Counter({1: 30.0, 2: 70.0}), 1000.0)
    assert order_fairly(total, pairs, np.arange(2), fresh, 2).tolist() == [0, 1]
    crowded = Exposure(Counter({1: 300.0}), 1000.0)
    assert order_fairly(total, pairs, np.arange(2), crowded, 2).tolist() == [1, 0]


def test_plain_order_is_best_first_and_ties_go_to_the_lower_product():
    total, pairs = np.array([0.5, 0.7, 0.7]), many([1, 2, 3])
    assert order_plainly(total, pairs, np.arange(3), 3).tolist() == [1, 2, 0]
