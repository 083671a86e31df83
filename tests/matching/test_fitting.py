"""Fitting weights to judgements: what is told apart better, what never happens."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matching.ranking import FACTORS, PRODUCER_FACTORS, Weights
from matching.ranking.fitting import Evidence, cross_validate, fit, mean_ndcg


def evidence(needs=40, each=8, *, decided_by="distance", seed=1):
    """Judgements that follow one factor of the buyer's alone; the others are noise."""
    random = np.random.default_rng(seed)
    m = needs * each
    buyer = random.random((m, len(FACTORS)))
    return Evidence(
        need=np.repeat(np.arange(needs), each), buyer=buyer,
        producer=random.random((m, len(PRODUCER_FACTORS))),
        gain=np.round(buyer[:, FACTORS.index(decided_by)] * 2) / 2, trust=np.ones(m),
    )  # fmt: skip


def _sides(weights):
    return weights.buyer, weights.producer


def test_the_factor_that_decides_gains_weight_and_the_order_of_unseen_needs_improves():
    told = evidence()
    start = Weights()
    fitted = fit(told, start)
    assert fitted.buyer["distance"] > 3 * start.buyer["distance"]
    unseen = evidence(seed=2)
    assert mean_ndcg(unseen, fitted) > mean_ndcg(unseen, start) + 0.05


def test_left_out_needs_are_measured_not_the_ones_fitted_to():
    folds = cross_validate(evidence(), Weights())
    assert sum(fold.needs for fold in folds) == 40
    assert all(fold.after > fold.before for fold in folds)


def test_noise_does_not_look_like_progress():
    told = evidence(needs=60)
    random = np.random.default_rng(3)
    shuffled = Evidence(
        told.need, told.buyer, told.producer, random.permutation(told.gain), told.trust
    )
    assert all(np.isfinite(list(side.values())).all() for side in _sides(fit(shuffled, Weights())))
    folds = cross_validate(shuffled, Weights())
    assert np.mean([fold.after - fold.before for fold in folds]) < 0.02


def test_nothing_to_tell_apart_changes_nothing():
    told = evidence()
    same = Evidence(told.need, told.buyer, told.producer, np.full(len(told.gain), 0.5), told.trust)
    assert fit(same, Weights()) == Weights()


def test_little_evidence_changes_little():
    start, few, many = Weights(), evidence(needs=2, each=3), evidence(needs=80)
    moved = [
        abs(fit(told, start).buyer["distance"] - start.buyer["distance"]) for told in (few, many)
    ]
    assert moved[0] < moved[1]


@settings(max_examples=15)
@given(seed=st.integers(0, 1000), needs=st.integers(1, 12), each=st.integers(1, 6))
def test_weights_stay_weights_whatever_was_judged(seed, needs, each):
    fitted = fit(evidence(needs, each, seed=seed), Weights())
    for side in _sides(fitted):
        assert min(side.values()) >= 0
        assert sum(side.values()) == pytest.approx(1, abs=0.01)
