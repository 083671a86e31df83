"""A web server of a benchmark's own, as `manage.py up` starts it, and what it costs."""

from __future__ import annotations

import subprocess
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psutil

from ovop.supervisor.platform import commands
from ovop.supervisor.servers import free_port


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
def served(
    command: Callable[[int], list[str]], path: str, **options: Any
) -> Iterator[tuple[str, psutil.Process]]:
    """The address and the process of a web server that is started on a free port and answers at `path`."""
    port = free_port()
    process = subprocess.Popen(command(port), **options)
    address = f"http://127.0.0.1:{port}"
    try:
        reached(f"{address}{path}")
        yield address, psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait()


def web(**options: Any) -> AbstractContextManager[tuple[str, psutil.Process]]:
    """Our own, as `manage.py up` starts it; `options` are those of its process."""
    return served(lambda port: commands("127.0.0.1", port)["web"], "/livez", **options)


def beside(python: str, application: str, path: str, env: dict[str, str]) -> AbstractContextManager[tuple[str, psutil.Process]]:  # fmt: skip
    """Another site, served as ours is, to compare with."""
    return served(
        lambda port: [
            python, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--worker-class", "gthread", "--workers", "2",
            "--threads", "4", "--no-control-socket",
        ],
        path, env=env, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def seconds_of_processor(process: psutil.Process) -> float:
    """What it and its workers have used so far."""
    family = [process, *process.children(recursive=True)]
    return sum(sum(each.cpu_times()[:2]) for each in family)
