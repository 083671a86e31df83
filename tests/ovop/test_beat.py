"""Beat stops when it is told to, whatever it was doing."""

from __future__ import annotations

import os
import signal

import pytest

from ovop.celery import app


class Service:
    """Beat's service while it is in the middle of a query: writing the schedule then fails."""

    stopped = False

    def sync(self) -> None:
        raise RuntimeError("in the middle of a query")

    def stop(self) -> None:
        self.stopped = True


@pytest.fixture
def service():
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    service = Service()
    app.Beat(quiet=True).install_sync_handler(service)
    yield service
    for number, handler in kept.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_beat_stops_in_the_middle_of_a_query(service, number):
    with pytest.raises(SystemExit):
        os.kill(os.getpid(), number)
    assert service.stopped
