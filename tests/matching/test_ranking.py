"""The scorer's promises, for any numbers."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from matching.ranking import DEFAULT_WEIGHTS, FACTORS, Candidates, NeedProfile, rank, score

unit = st.floats(0, 1)
positive = st.floats(0, 1e6)


def candidates(n, draw):
    column = lambda elements: draw(hnp.arrays(float, n, elements=elements))  # noqa: E731
    return Candidates(
        ids=np.arange(n),
        relevance=column(positive),
        category=column(unit),
        supply=draw(hnp.arrays(float, (n, 12), elements=positive)),
        price=column(positive),
        distance=column(positive),
        wished=column(unit),
    )


@st.composite
def problems(draw):
    need = NeedProfile(
        monthly_quantity=draw(positive),
        months=tuple(draw(st.sets(st.integers(1, 12), min_size=1))),
        price_ceiling=draw(st.none() | positive),
    )
    return need, candidates(draw(st.integers(0, 12)), draw)


@given(problems())
def test_every_factor_and_total_lies_between_zero_and_one(problem):
    scores = score(*problem)
    assert set(scores.factors) == set(FACTORS)
    for values in (scores.total, *scores.factors.values()):
        assert values.shape == (len(problem[1]),)
        assert np.all((values >= 0) & (values <= 1))


@given(problems(), st.permutations(range(12)))
def test_score_does_not_depend_on_the_order_of_candidates(problem, order):
    need, rows = problem
    picked = [n for n in order if n < len(rows)]
    shuffled = Candidates(
        **{name: getattr(rows, name)[picked] for name in rows.__dataclass_fields__}
    )
    assert np.allclose(score(need, shuffled).total, score(need, rows).total[picked])


@given(problems(), st.integers(1, 20))
def test_ranking_is_best_first_and_ties_go_to_the_lower_id(problem, limit):
    need, rows = problem
    scores = score(need, rows)
    best = rank(scores, rows, limit)
    keys = [(-scores.total[n], rows.ids[n]) for n in best]
    assert keys == sorted(keys)
    assert len(best) == min(limit, len(rows))


def one(**changes):
    base = {
        "ids": np.array([1, 2]), "relevance": np.array([1.0, 1.0]), "category": np.array([1.0, 1.0]),
        "supply": np.full((2, 12), 100.0), "price": np.array([2.0, 2.0]), "distance": np.array([0.0, 0.0]),
        "wished": np.array([1.0, 1.0]),
    }  # fmt: skip
    return Candidates(**(base | changes))


NEED = NeedProfile(monthly_quantity=100, months=tuple(range(1, 13)), price_ceiling=2.5)


@pytest.mark.parametrize(
    ("factor", "changes"),
    [
        ("text", {"relevance": np.array([1.0, 0.2])}),
        ("category", {"category": np.array([1.0, 0.5])}),
        ("quantity", {"supply": np.array([[100.0] * 12, [10.0] * 12])}),
        ("price", {"price": np.array([2.0, 3.0])}),
        ("season", {"supply": np.array([[100.0] * 12, [100.0] * 6 + [0.0] * 6])}),
        ("distance", {"distance": np.array([10.0, 400.0])}),
        ("certificates", {"wished": np.array([1.0, 0.0])}),
    ],
)
def test_better_on_one_factor_ranks_first(factor, changes):
    scores = score(NEED, one(**changes))
    assert scores.factors[factor][0] > scores.factors[factor][1]
    assert scores.total[0] > scores.total[1]


def test_price_far_above_the_ceiling_scores_nothing():
    assert score(NEED, one(price=np.array([2.5, 4.0]))).factors["price"].tolist() == [1.0, 0.0]


def test_weights_steer_and_bad_weights_are_refused():
    rows = one(distance=np.array([500.0, 0.0]), relevance=np.array([1.0, 0.5]))
    assert rank(score(NEED, rows, {"distance": 1}), rows, 1).tolist() == [1]
    assert rank(score(NEED, rows, {"text": 1}), rows, 1).tolist() == [0]
    with pytest.raises(ValueError, match="unknown"):
        score(NEED, rows, {"luck": 1})
    with pytest.raises(ValueError, match="nothing"):
        score(NEED, rows, dict.fromkeys(DEFAULT_WEIGHTS, 0))
