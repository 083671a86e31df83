"""The data folder: writable, used by one supervisor at a time, tidied after a crash."""

from __future__ import annotations

import fcntl
import json
import os
import time
from pathlib import Path
from typing import IO, Any

import psutil

from ovop.supervisor.errors import StartError

STOP_SECONDS = 5


class DataFolder:
    """`var/` (or OVOP_VAR). Hold it with `with`; the lock dies with the process, never stale."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.ledger = path / "run" / "processes.json"
        self._lock: IO[str] | None = None

    def __enter__(self) -> DataFolder:
        """Take the folder for this process. Raises StartError when it cannot be written or another has it."""
        try:
            (self.path / "run").mkdir(parents=True, exist_ok=True)
            self._lock = (self.path / "run" / "lock").open("a+")
        except OSError as error:
            raise StartError(
                f"The data folder {self.path} cannot be written ({error.strerror}); name another one: "
                "OVOP_VAR=/path/you/own make run"
            ) from None
        try:
            # A POSIX lock belongs to this process alone; flock() would be inherited by the forks
            # that start web, worker and beat, and outlive a killed supervisor with them.
            fcntl.lockf(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._lock.seek(0)
            raise StartError(
                f"OVOP Match already runs on {self.path} ({self._lock.read().strip()}). Stop it there "
                "with Ctrl-C, or start a second copy: OVOP_VAR=var-2 PORT=8001 make run"
            ) from None
        self._stop_leftovers()
        return self

    def __exit__(self, *rest: object) -> None:
        self.ledger.unlink(missing_ok=True)
        if self._lock:
            self._lock.close()

    def describe(self, text: str) -> None:
        """Write into the lock file what runs here, for whoever finds it locked."""
        assert self._lock
        self._lock.truncate(0)
        self._lock.write(text)
        self._lock.flush()

    def remember(self, pids: list[int]) -> None:
        """Note the processes started, so that a killed supervisor's orphans can be found."""
        entries = self._entries() + [
            {"pid": pid, "created": psutil.Process(pid).create_time()}
            for pid in pids
            if psutil.pid_exists(pid)
        ]
        self.ledger.write_text(json.dumps(entries))

    def _entries(self) -> list[dict[str, Any]]:
        try:
            return json.loads(self.ledger.read_text())
        except (OSError, ValueError):
            return []

    def _stop_leftovers(self) -> None:
        """End what a killed supervisor left running. The creation time guards reused pids."""
        left = []
        for entry in self._entries():
            try:
                process = psutil.Process(entry["pid"])
                if abs(process.create_time() - entry["created"]) < 1:
                    left += [process, *process.children(recursive=True)]
            except psutil.NoSuchProcess:
                continue
        for process in left:
            _quietly(process.terminate)
        _gone, alive = psutil.wait_procs(left, timeout=STOP_SECONDS)
        for process in alive:
            _quietly(process.kill)
        psutil.wait_procs(alive, timeout=STOP_SECONDS)
        self.ledger.unlink(missing_ok=True)


def _quietly(action: Any) -> None:
    try:
        action()
    except psutil.NoSuchProcess:
        return


def wait_until(condition: Any, seconds: float, pause: float = 0.05) -> bool:
    """Whether `condition()` became true within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(pause)
    return False


def default_environment() -> dict[str, str]:
    """The environment for child processes: this one's, unbuffered.

    Celery's warning about running as root is for servers, not for a newcomer's first minute.
    """
    quiet = "ignore:You're running the worker with superuser privileges"
    return os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONWARNINGS": quiet}
