"""Loaded before Django's settings are: real servers for the tests, started once for all workers.

With DATABASE_URL and REDIS_URL set, the tests use those servers instead.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

EMBEDDED = "OVOP_TEST_EMBEDDED"


def _start() -> None:
    from ovop.supervisor.servers import EmbeddedPostgres, EmbeddedValkey

    folder = Path(tempfile.mkdtemp(prefix="ovop-test-"))
    folder.chmod(0o755)  # the database server runs as another user when we are root
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    if not os.environ.get("DATABASE_URL"):
        os.environ[EMBEDDED] = "1"
        postgres = EmbeddedPostgres(folder / "postgres")
        os.environ["DATABASE_URL"] = postgres.start()
        atexit.register(postgres.stop)
        _forget_durability()
    if not os.environ.get("REDIS_URL"):
        valkey = EmbeddedValkey(folder / "valkey")
        os.environ["REDIS_URL"] = valkey.start()
        atexit.register(valkey.stop)


def _forget_durability() -> None:
    """A test database that loses power is not missed."""
    import psycopg2

    connection = psycopg2.connect(os.environ["DATABASE_URL"])
    connection.autocommit = True
    with connection.cursor() as cursor:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            cursor.execute(f"ALTER SYSTEM SET {setting} = off")
        cursor.execute("SELECT pg_reload_conf()")
    connection.close()


# Before anything imports the project, whose Celery app would choose development.
os.environ["DJANGO_SETTINGS_MODULE"] = "ovop.settings.test"
if "PYTEST_XDIST_WORKER" not in os.environ:
    _start()
