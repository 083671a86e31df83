"""Bringing the platform up: servers, migrations, demo, then web, worker and beat together."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from ovop.bootstrap import require_free_port
from ovop.supervisor.errors import StartError
from ovop.supervisor.folder import DataFolder, default_environment
from ovop.supervisor.servers import EmbeddedPostgres, EmbeddedValkey

ROOT = Path(__file__).resolve().parent.parent.parent
APP_ROLE = "ovop_site"


class Platform:
    """Everything that `make run` starts. `run()` returns when all of it has stopped."""

    def __init__(
        self, var: Path, host: str, port: int, *, demo: bool, say: Callable[[str], None]
    ) -> None:
        self.var = var
        self.host, self.port = host, port
        self.demo = demo
        self.say = say

    def run(self) -> int:
        """Start, wait for Ctrl-C or the end of any part, stop everything; return the exit code."""
        # From the first server on, both signals must lead through the clean way out below.
        signal.signal(signal.SIGTERM, _interrupt)
        with ExitStack() as stack:
            try:
                folder = stack.enter_context(DataFolder(self.var))
                require_free_port(self.host, self.port, StartError)
                folder.describe(f"http://{self.host}:{self.port}, process {os.getpid()}")
                self._start_servers(stack, folder)
                self._prepare()
                return self._run_processes(folder)
            except KeyboardInterrupt:
                return 130

    def _start_servers(self, stack: ExitStack, folder: DataFolder) -> None:
        if not os.environ.get("DATABASE_URL"):
            self.say("Starting PostgreSQL")
            postgres = EmbeddedPostgres(self.var / "postgres")
            os.environ["DATABASE_URL"] = postgres.start()
            os.environ["APP_DATABASE_URL"] = postgres.url_of(APP_ROLE)
            stack.callback(postgres.stop)
            folder.remember([postgres.pid] if postgres.pid else [])
        if not os.environ.get("REDIS_URL"):
            self.say("Starting Valkey")
            valkey = EmbeddedValkey(self.var / "valkey", started=lambda pid: folder.remember([pid]))
            stack.callback(valkey.stop)  # first: Ctrl-C may come while it starts
            os.environ["REDIS_URL"] = valkey.start()

    def _prepare(self) -> None:
        """Migrate and load, in a process of its own that sees the new addresses."""
        self.say("Bringing the database up to date")
        command: list[str | Path] = [
            sys.executable,
            ROOT / "manage.py",
            "prepare",
            *([] if self.demo else ["--no-demo"]),
        ]
        # A session of its own, so that Ctrl-C reaches it through us and never twice.
        process = subprocess.Popen(command, env=default_environment(), start_new_session=True)
        try:
            code = process.wait()
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            raise
        if code:
            raise StartError(
                "The database could not be brought up to date; the lines above say why."
            )

    def _run_processes(self, folder: DataFolder) -> int:
        from honcho.manager import Manager
        from honcho.printer import Printer

        env = {"SITE_URL": f"http://{self.host}:{self.port}"} | default_environment()
        # The site's own role cannot change the history, nor the tables.
        env["DATABASE_URL"] = os.environ.get("APP_DATABASE_URL") or env["DATABASE_URL"]
        manager = Manager(Printer(sys.stdout, colour=sys.stdout.isatty(), time_format="%H:%M:%S"))
        for name, command in commands(self.host, self.port).items():
            manager.add_process(name, f"exec {shlex.join(command)}", env=env, cwd=str(ROOT))
        threading.Thread(target=self._announce, args=(manager, folder), daemon=True).start()
        manager.loop()
        # Stopped by a signal is the normal way; a part that died by itself is not.
        return 0 if manager.returncode in (130, 143) else manager.returncode or 1

    def _announce(self, manager: object, folder: DataFolder) -> None:
        """Once all started note their pids; once the site is ready say where it is."""
        processes = manager._processes  # type: ignore[attr-defined]
        while not all("pid" in process for process in processes.values()):
            time.sleep(0.02)
        folder.remember([process["pid"] for process in processes.values()])
        address = f"http://{self.host}:{self.port}"
        for _attempt in range(600):
            try:
                urllib.request.urlopen(f"{address}/readyz", timeout=2)
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
            else:
                self.say(f"OVOP Match is ready: {address}  (Ctrl-C stops it)")
                return


def commands(host: str, port: int) -> dict[str, list[str]]:
    """The long-running processes by name; docker-compose.yml runs the same.

    The bot's ear only where there is a bot that asks Telegram (with a webhook Telegram calls the web).
    """
    python = [sys.executable, "-m"]
    named = os.environ.get("TELEGRAM_BOT_TOKEN") and os.environ.get("TELEGRAM_BOT_NAME")
    asks = named and not os.environ.get("TELEGRAM_WEBHOOK_SECRET")
    ear = {"telegram": [sys.executable, "manage.py", "telegram"]} if asks else {}
    return {
        "web": [
            *python, "gunicorn", "--config", "python:ovop.serving", "--bind", f"{host}:{port}", "--graceful-timeout", "3",
        ],
        "worker": [
            *python, "celery", "--quiet", "--app", "ovop", "worker", "--concurrency", os.environ.get("CELERY_WORKERS", "2"),
            "--loglevel", "WARNING", "--without-gossip", "--without-mingle",
        ],
        "beat": [
            *python, "celery", "--quiet", "--app", "ovop", "beat", "--loglevel", "WARNING",
            "--pidfile", "",
        ],
        **ear,
    }  # fmt: skip


def _interrupt(_signal: int, _frame: object) -> None:
    raise KeyboardInterrupt
