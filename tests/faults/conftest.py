"""What several tests of faults stand on."""

from __future__ import annotations

import pytest

from tests.faults.web import Web
from tests.faults.workers import Workers
from tests.standins import Gateway


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    """Web processes on a database and a broker of their own."""
    running = Web(tmp_path_factory.mktemp("web"))
    yield running
    running.end()


@pytest.fixture
def workers():
    """Workers and beats on the database of the running test."""
    made = Workers()
    yield made
    made.end()


@pytest.fixture
def gateway():
    """A gateway for text messages."""
    server = Gateway()
    yield server
    server.stop()
