"""A state moves along its edges only, whoever presses at once."""

import threading

import pytest
from django.db import connection

from buyers.models import Need
from ovop.kernel.states import StateConflict
from tests.factories import need


@pytest.mark.django_db
def test_step_from_a_wrong_state_is_refused_and_tells_the_state():
    done = need(state=Need.State.CLOSED)
    with pytest.raises(StateConflict):
        done.open()
    assert done.state == Need.State.CLOSED


@pytest.mark.django_db(transaction=True)
def test_of_parallel_presses_exactly_one_wins():
    pk = need(state=Need.State.OPEN).pk
    results: list[str] = []
    barrier = threading.Barrier(8)

    def press() -> None:
        row = Need.objects.get(pk=pk)
        barrier.wait()
        try:
            row.fill()
            results.append("won")
        except StateConflict:
            results.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == ["told"] * 7 + ["won"]
