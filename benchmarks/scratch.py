"""Servers of a benchmark's own: started, migrated, and thrown away."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ovop.supervisor.servers import EmbeddedPostgres, EmbeddedValkey

DEMO = 600  # products of the demo at scale 1
# Said of a figure beyond its bound: whoever prints it ends with 1.
MISSED = "MISSED"


@contextmanager
def scratch(*, migrated: bool = True) -> Iterator[Path]:
    """A folder with a database and a broker in it; Django is set up to use them."""
    folder = Path(tempfile.mkdtemp(prefix="ovop-bench-"))
    folder.chmod(0o755)  # the database server runs as another user when we are root
    postgres, valkey = EmbeddedPostgres(folder / "postgres"), EmbeddedValkey(folder / "valkey")
    os.environ |= {
        "DATABASE_URL": postgres.start(), "REDIS_URL": valkey.start(), "OVOP_VAR": str(folder),
        "DJANGO_SETTINGS_MODULE": "ovop.settings.development", "DEBUG": "0",
    }  # fmt: skip
    try:
        import django
        from django.core.management import call_command

        django.setup()
        if migrated:
            call_command("migrate", verbosity=0)
        yield folder
    finally:
        valkey.stop()
        postgres.stop()
        shutil.rmtree(folder, ignore_errors=True)


def settle() -> None:
    """What autovacuum does within minutes in life: visibility for index-only scans, statistics."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def show(result: dict[str, Any], *, as_json: bool) -> None:
    """Print figures for people, and after them one line for programs if that is wanted."""
    for name, value in result.items():
        print(f"  {name:<44} {value}")
    if as_json:
        print(json.dumps(result))


def each_size(module: str, sizes: list[int], *arguments: str) -> dict[str, str]:
    """What a benchmark says of each size: a process each, for Django knows one database a process."""
    found: dict[str, str] = {}
    for size in sizes:
        found |= dict(told_by(module, "--products", str(size), *arguments))
    return found


def told_by(module: str, *arguments: str) -> Iterator[tuple[str, str]]:
    """The figures of a benchmark run in a process and on servers of its own; one that ends with 1 may have MISSED some."""
    command = [sys.executable, "-m", module, *arguments, "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode and not (done.returncode == 1 and MISSED in done.stdout):
        raise RuntimeError(f"{module} failed:\n{done.stderr[-4000:]}")
    for name, value in json.loads(done.stdout.splitlines()[-1]).items():
        yield name, str(value)
