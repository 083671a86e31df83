"""Running `manage.py up` in a scratch folder, for tests that live outside the process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from ovop.supervisor.servers import free_port

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 120
STOP_SECONDS = 30


class RunningPlatform:
    """One `manage.py up`; `env` overrides the environment, None removes a variable."""

    def __init__(self, *options: str, env: dict[str, str | None] | None = None) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ovop-up-"))
        self.folder.chmod(0o755)  # the database server runs as another user when we are root
        self.port = free_port()
        self.options = options
        changes = {
            "OVOP_VAR": str(self.folder), "PORT": str(self.port),
            "DJANGO_SETTINGS_MODULE": "ovop.settings.development",
            "DATABASE_URL": None, "REDIS_URL": None, **(env or {}),
        }  # fmt: skip
        kept = {key: value for key, value in os.environ.items() if key not in changes}
        self.env = kept | {key: value for key, value in changes.items() if value is not None}
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        return self.folder / "up.log"

    def start(self) -> RunningPlatform:
        """Start it in a session of its own, as a terminal would; does not wait."""
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "up", *self.options], cwd=ROOT, env=self.env,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip
        return self

    def wait_ready(self) -> RunningPlatform:
        """Until /readyz says so. Raises RuntimeError with the log's end when it never does."""
        assert self.process
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.ready():
                return self
            time.sleep(0.1)
        raise RuntimeError(f"The platform did not start:\n{self.log.read_text()[-3000:]}")

    def ready(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/readyz", timeout=2)
        except (urllib.error.URLError, OSError):
            return False
        return True

    def manage(self, *words: str) -> str:
        """What `manage.py` with these words prints, beside the running platform and on its database."""
        here = next(e for each in self.family() if "DATABASE_URL" in (e := each.environ()))
        env = self.env | {key: here[key] for key in ("DATABASE_URL", "REDIS_URL") if key in here}
        done = subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=env, capture_output=True, text=True, check=True
        )  # fmt: skip
        return done.stdout.strip()

    def family(self) -> list[psutil.Process]:
        """The supervisor, every process below it, and whatever else works in its folder.

        PostgreSQL leaves its parent's tree, and orphans have lost it: the folder on their command
        line or in their environment tells them.
        """
        assert self.process
        try:
            top = psutil.Process(self.process.pid)
            found = {top, *top.children(recursive=True)}
        except psutil.NoSuchProcess:
            found = set()
        for process in psutil.process_iter(["cmdline", "environ"]):
            told = [
                *(process.info["cmdline"] or []),
                (process.info["environ"] or {}).get("OVOP_VAR", ""),
            ]
            if any(str(self.folder) in part for part in told):
                found |= {process, *process.children(recursive=True)}
        return list(found)

    def press_ctrl_c(self) -> int:
        """What a terminal does: SIGINT to the whole foreground group; returns the exit code."""
        assert self.process
        os.killpg(self.process.pid, signal.SIGINT)
        return self.process.wait(STOP_SECONDS)

    def remove(self) -> None:
        """End whatever is left and forget the folder."""
        if self.process:
            left = self.family()
            for process in left:
                kill_quietly(process)
            psutil.wait_procs(left, timeout=5)
        shutil.rmtree(self.folder, ignore_errors=True)


def kill_quietly(process: psutil.Process) -> None:
    """Kill a process that may be gone already."""
    try:
        process.kill()
    except psutil.NoSuchProcess:
        return
