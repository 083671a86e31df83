"""Celery workers and beats as processes of their own, on the database of the running test."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit, urlunsplit

from django.db import connection

from ovop.supervisor.platform import commands
from tests.platform_runner import ROOT

SECONDS = 60


class Workers:
    """Starts workers on a queue of its own; `send` gives them a task."""

    def __init__(self) -> None:
        self.queue = f"faults-{uuid.uuid4().hex[:8]}"
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, **env: str) -> subprocess.Popen[bytes]:
        """One worker with one child, in a process group of its own, with `env` besides what it inherits."""
        return self._run(
            [
                "worker", "--concurrency", "1", "--queues", self.queue, "--without-gossip", "--without-mingle",
                "--hostname", f"{self.queue}-{len(self.running)}@%h",
            ],
            env,
        )  # fmt: skip

    def beat(self, **env: str) -> subprocess.Popen[bytes]:
        """A beat that sends to the queue of these workers."""
        return self._run(["beat", "--pidfile", ""], env)

    def _run(self, command: list[str], more: dict[str, str]) -> subprocess.Popen[bytes]:
        env = os.environ | more | {
            "DJANGO_SETTINGS_MODULE": "tests.faults.settings", "FAULTS_QUEUE": self.queue,
            "DATABASE_URL": database_of_the_test(),
        }  # fmt: skip
        process = subprocess.Popen(
            [
                sys.executable, "-m", "celery", "--quiet", "--app", "ovop", *command, "--loglevel", "warning",
            ],
            cwd=ROOT, env=env, start_new_session=True,
        )  # fmt: skip
        self.running.append(process)
        return process

    def send(self, task, *args: object) -> None:
        """Put a task on the queue."""
        task.apply_async(args, queue=self.queue)

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """As when the power goes: the worker and its child at once, nothing put back."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait(10)

    def kill_child(self, worker: subprocess.Popen[bytes]) -> None:
        """As when the system is out of memory: the process that does the work, not its parent."""
        children = Path(f"/proc/{worker.pid}/task/{worker.pid}/children").read_text().split()
        os.kill(int(children[-1]), signal.SIGKILL)

    def end(self) -> None:
        """End whatever still runs."""
        for worker in self.running:
            if worker.poll() is None:
                self.kill(worker)


def database_of_the_test() -> str:
    """The address of the running test's own database, for other processes."""
    name = connection.settings_dict["NAME"]
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def platform_process(
    name: str, port: int, *, stderr: IO[bytes] | None = None, **env: str
) -> subprocess.Popen[bytes]:
    """One of the platform's own processes on the database of the running test, in a process group of its own."""
    return subprocess.Popen(
        commands("127.0.0.1", port)[name], cwd=ROOT, stderr=stderr, start_new_session=True,
        env=os.environ | {"DATABASE_URL": database_of_the_test()} | env,
    )  # fmt: skip


def eventually(condition: Callable[[], bool], what: str, seconds: float = SECONDS) -> float:
    """Wait until it is true, and say how many seconds that took; fail with `what` when it is not in time."""
    begun = time.monotonic()
    while (took := time.monotonic() - begun) < seconds:
        if condition():
            return took
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {what}")
