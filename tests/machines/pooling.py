"""PgBouncer between the platform and its database: a connection of the server for each transaction, and few of them."""

from __future__ import annotations

import os
import pwd
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ovop.bootstrap import find_pool
from ovop.supervisor.servers import free_port
from tests.faults.web import Web

CONNECTIONS = 2  # of the server, for all processes together
ROLE = "ovop_site"


class PooledWeb(Web):
    """Web processes with the demo, which reach the database through PgBouncer only, as the site's own role."""

    def prepare(self) -> None:
        self.env["APP_DATABASE_URL"] = self.server.url_of(ROLE)
        self.manage("prepare")  # straight to the server, as owner
        port = free_port()
        self.pool = self._start_pool(port)
        self.env |= {
            "DATABASE_URL": f"postgresql://{ROLE}@127.0.0.1:{port}/ovop", "DATABASE_POOLED": "1",
        }  # fmt: skip

    def _start_pool(self, port: int) -> subprocess.Popen[bytes]:
        socket = unquote(urlsplit(self.address).netloc.partition("@")[2])
        settings = Path(self.server.data).parent / "pgbouncer.ini"
        settings.write_text(
            f"[databases]\novop = host={socket} dbname=ovop user={ROLE}\n[pgbouncer]\nlisten_addr = 127.0.0.1\n"
            f"listen_port = {port}\nauth_type = any\npool_mode = transaction\ndefault_pool_size = {CONNECTIONS}\n"
            "max_client_conn = 200\nunix_socket_dir =\n"
        )
        settings.chmod(0o644)
        # It never runs as root; the socket is the server's own user's.
        owner = pwd.getpwuid(Path(socket).stat().st_uid).pw_name
        as_owner = ["-u", owner] if os.geteuid() == 0 else []
        return subprocess.Popen([find_pool(), "-q", *as_owner, str(settings)], start_new_session=True)  # fmt: skip

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.pool.terminate()
        self.pool.wait(10)
        self.broker.stop()
        self.server.stop()
