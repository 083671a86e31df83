"""PostgreSQL with an address on a network, and one that follows it; the embedded one has only a socket."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pgserver
import psycopg2
from pgserver.utils import ensure_prefix_permissions, ensure_user_exists

from tests.faults.workers import eventually
from tests.machines.network import Host

BIN = Path(pgserver.__file__).parent / "pginstall" / "bin"
PORT = 5432
OWNER = "pgserver"  # it never runs as root


class Postgres:
    """A server in `folder`, listening on `host` (here where None) besides its socket."""

    def __init__(self, folder: Path, host: Host | None = None, port: int = PORT) -> None:
        self.data, self.sockets = folder / "data", folder
        self.host, self.port = host, port
        self.address = host.address if host else "127.0.0.1"
        folder.mkdir(parents=True, exist_ok=True)
        if os.geteuid() == 0:
            ensure_user_exists(OWNER)
            ensure_prefix_permissions(folder)
            owner = pwd.getpwnam(OWNER)
            os.chown(folder, owner.pw_uid, owner.pw_gid)

    def make(self) -> None:
        """An empty one, with the database the platform asks for."""
        self._as_owner("initdb", "--auth=trust", "--encoding=utf8", "--locale=C.UTF-8", "-U", "postgres", "-D", str(self.data))  # fmt: skip
        with (self.data / "pg_hba.conf").open("a") as rules:
            rules.write("host all all samenet trust\nhost replication all samenet trust\n")
        self.start()
        self.ask("CREATE DATABASE ovop", database="postgres")

    def make_follower_of(self, other: Postgres) -> None:
        """A copy of `other` that repeats what is done there, and can be read."""
        self._as_owner("pg_basebackup", "-h", str(other.sockets), "-p", str(other.port), "-U", "postgres", "-D", str(self.data), "-R", "-X", "stream", "-c", "fast")  # fmt: skip
        self.start()

    def start(self) -> None:
        command = [
            *_owner(), str(BIN / "postgres"), "-D", str(self.data), "-h", self.address, "-p", str(self.port),
            "-k", str(self.sockets), "-c", "log_min_messages=fatal",
        ]  # fmt: skip
        env = dict(os.environ)
        self.process = self.host.run(command, env) if self.host else subprocess.Popen(command, env=env)  # fmt: skip
        eventually(self._answers, "the database answers")

    def stop(self) -> None:
        self._as_owner("pg_ctl", "-D", str(self.data), "-w", "-m", "fast", "stop")
        self.process.wait(20)

    def url(self, role: str = "postgres") -> str:
        """Where others of the network connect."""
        return f"postgresql://{role}@{self.address}:{self.port}/ovop"

    def url_here(self, role: str = "postgres") -> str:
        """Where programs of this machine connect, whatever network they are in."""
        return f"postgresql://{role}@{quote(str(self.sockets), safe='')}:{self.port}/ovop"

    def connect(self, database: str = "ovop") -> Any:
        """A connection of the owner."""
        return psycopg2.connect(host=str(self.sockets), port=self.port, user="postgres", dbname=database)  # fmt: skip

    def ask(self, question: str, *values: object, database: str = "ovop") -> list[tuple[Any, ...]]:
        """What the database answers to one question."""
        connection = self.connect(database)
        connection.autocommit = True
        try:
            with connection.cursor() as cursor:
                cursor.execute(question, values or None)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    def _answers(self) -> bool:
        try:
            return self.ask("SELECT 1", database="postgres") == [(1,)]
        except psycopg2.OperationalError:
            return False

    def _as_owner(self, program: str, *options: str) -> None:
        subprocess.run([*_owner(), str(BIN / program), *options], check=True, stdout=subprocess.DEVNULL)  # fmt: skip


def _owner() -> list[str]:
    if os.geteuid():
        return []
    return ["setpriv", f"--reuid={OWNER}", f"--regid={OWNER}", "--clear-groups", "--"]
