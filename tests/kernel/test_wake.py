"""A broker that does not answer is waited for once, not by everything that wakes it."""

from __future__ import annotations

import pytest
from kombu.exceptions import OperationalError

from ovop.kernel import wake


class Task:
    """Stands for a task whose broker takes `costs` seconds to fail, so many times."""

    name = "task"

    def __init__(self, clock, fails: int, costs: float) -> None:
        self.clock, self.fails, self.costs, self.asked, self.sent = clock, fails, costs, 0, 0

    def apply_async(self, args, *, retry):
        assert not retry
        self.asked += 1
        if self.asked <= self.fails:
            self.clock.now += self.costs
            raise OperationalError("timed out")
        self.sent += 1


@pytest.fixture
def clock(monkeypatch):
    class Clock:
        now = 100.0

        def monotonic(self):
            return self.now

    made = Clock()
    monkeypatch.setattr(wake, "time", made)
    return made


def test_connection_the_broker_had_closed_is_opened_anew(clock):
    task = Task(clock, fails=1, costs=0.01)
    wake._send(task, ())
    assert task.sent == 1


def test_frozen_broker_is_waited_for_once_and_asked_again_later(clock):
    task = Task(clock, fails=1, costs=2.0)
    for _wake in range(5):
        wake._send(task, ())
    assert (task.asked, task.sent) == (1, 0)
    clock.now += wake.LEFT_ALONE + 1
    wake._send(task, ())
    assert task.sent == 1


def test_broker_that_refuses_is_left_alone_too(clock):
    task = Task(clock, fails=2, costs=0.01)
    for _wake in range(5):
        wake._send(task, ())
    assert (task.asked, task.sent) == (2, 0)
