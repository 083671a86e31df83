"""PostgreSQL's own programs, told of our database."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from pathlib import Path

from django.db import connection


def run(program: str, *words: str, database: str = "") -> str:
    """What `pg_dump`, `pg_restore`, `psql`… print, asked about our database or another on its server.

    The password goes by the environment, where no list of processes shows it. Raises CalledProcessError.
    """
    found = connection.get_connection_params()
    env = os.environ | {
        "PGHOST": str(found.get("host") or ""), "PGPORT": str(found.get("port") or ""), "PGUSER": str(found.get("user") or ""),
        "PGPASSWORD": str(found.get("password") or ""), "PGDATABASE": database or str(found["dbname"]),
    }  # fmt: skip
    env = {name: value for name, value in env.items() if value or not name.startswith("PG")}
    done = subprocess.run(
        [_where(program), *words], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout


def database() -> str:
    """The name of our database, for programs that want it said."""
    return str(connection.get_connection_params()["dbname"])


def _where(program: str) -> str:
    """Beside the embedded server, whose are never older than the server; else the machine's."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # platformdirs about XDG_RUNTIME_DIR
            from pgserver import _commands
    except ImportError:  # its wheel is not for this machine
        return shutil.which(program) or program
    beside = Path(_commands.POSTGRES_BIN_PATH) / program
    return str(beside) if beside.exists() else shutil.which(program) or program
