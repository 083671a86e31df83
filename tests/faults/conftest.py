"""What several tests of faults stand on."""

from __future__ import annotations

import pytest

from tests.faults.web import Web


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    """Web processes on a database and a broker of their own."""
    running = Web(tmp_path_factory.mktemp("web"))
    yield running
    running.end()
