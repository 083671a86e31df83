"""The cache when its server is away, frozen or back."""

from __future__ import annotations

import os
import signal
import time

import pytest

from ovop.kernel import forgiving
from ovop.kernel.forgiving import ForgivingCache
from ovop.supervisor.servers import EmbeddedValkey


@pytest.fixture
def server(tmp_path):
    valkey = EmbeddedValkey(tmp_path / "valkey")
    valkey.url = valkey.start()
    ForgivingCache._away_until = 0.0
    yield valkey
    valkey.stop()
    ForgivingCache._away_until = 0.0


def cache_of(server):
    return ForgivingCache(
        server.url, {"OPTIONS": {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}}
    )


def test_keeps_and_counts_while_the_server_is_there(server):
    cache = cache_of(server)
    cache.set("a", {"b": 1})
    assert cache.get("a") == {"b": 1}
    assert (cache.add("a", 2), cache.add("n", 1)) == (False, True)
    assert cache.incr("n") == 2
    assert cache.is_reachable()


def test_without_the_server_nothing_is_found_and_nothing_breaks(server):
    cache = cache_of(server)
    cache.set("a", 1)
    server.stop()
    assert cache.get("a", "nothing") == "nothing"
    cache.set("a", 2)
    assert cache.add("b", 1) is True
    assert cache.get_or_set("c", lambda: 5) == 5
    assert cache.get_many(["a", "b"]) == {}
    assert cache.delete("a") is False
    with pytest.raises(ValueError, match="not found"):
        cache.incr("b")
    assert not cache.is_reachable()


def test_frozen_server_costs_its_timeout_once(server):
    cache = cache_of(server)
    cache.set("a", 1)
    os.kill(server._process.pid, signal.SIGSTOP)
    try:
        started = time.monotonic()
        assert [cache.get("a") for _ in range(50)] == [None] * 50
        assert time.monotonic() - started < 5  # fifty timeouts would take fifteen seconds
    finally:
        os.kill(server._process.pid, signal.SIGCONT)


def test_server_that_is_back_is_asked_again(server, monkeypatch):
    monkeypatch.setattr(forgiving, "AGAIN", 0.1)
    cache = cache_of(server)
    cache.set("a", 1)
    os.kill(server._process.pid, signal.SIGSTOP)
    assert cache.get("a") is None
    os.kill(server._process.pid, signal.SIGCONT)
    time.sleep(0.2)
    assert cache.get("a") == 1
