"""A state moves along its edges only, whoever presses at once."""

import pytest

from buyers.models import Need
from ovop.kernel.states import StateConflict
from tests.factories import need
from tests.racing import race


@pytest.mark.django_db
def test_step_from_a_wrong_state_is_refused_and_tells_the_state():
    done = need(state=Need.State.CLOSED)
    with pytest.raises(StateConflict):
        done.open()
    assert done.state == Need.State.CLOSED


@pytest.mark.django_db(transaction=True)
def test_of_parallel_presses_exactly_one_wins():
    pk = need(state=Need.State.OPEN).pk
    raced = race(8, lambda row: row.fill(), before=lambda: Need.objects.get(pk=pk))
    results = ["told" if isinstance(result, StateConflict) else "won" for result in raced]
    assert sorted(results) == ["told"] * 7 + ["won"]
