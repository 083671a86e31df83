"""A web server of a benchmark's own, as `manage.py up` starts it, and what it costs."""

from __future__ import annotations

import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from ovop.supervisor.platform import commands


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def reached(address: str) -> None:
    """Wait until somebody answers there; RuntimeError after twenty seconds."""
    for _attempt in range(200):
        try:
            urllib.request.urlopen(address, timeout=20).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(f"{address} does not answer")


@contextmanager
def web(folder: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The address of a running web server and its process."""
    port = free_port()
    process = subprocess.Popen(commands("127.0.0.1", port)["web"])
    address = f"http://127.0.0.1:{port}"
    try:
        reached(f"{address}/livez")
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def seconds_of_processor(process: psutil.Process) -> float:
    """What it and its workers have used so far."""
    family = [process, *process.children(recursive=True)]
    return sum(sum(each.cpu_times()[:2]) for each in family)
