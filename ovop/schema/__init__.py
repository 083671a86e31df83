"""A new database in one step: what all migrations up to some day make of an empty one, as SQL.

Django draws the whole project anew for each of some 600 operations, a minute of work for an empty
database. `snapshot.sql` is where that ends; later migrations run after it as they always do, so an old
snapshot is never wrong, only slower. `make snapshot` writes it anew; a test compares both ways.
"""

from __future__ import annotations

import re
from pathlib import Path

from django.db import DatabaseError, connection, transaction

from ovop.kernel.pg_tools import run

SNAPSHOT = Path(__file__).parent / "snapshot.sql"
# What Django fills in by itself after every migrate.
LEFT_EMPTY = ("auth_permission", "django_content_type")
ONLY_HERE = re.compile(r"^(SET |SELECT pg_catalog\.set_config|\\(un)?restrict|COMMENT ON|--)")
HEAD = "-- Made by `make snapshot` from the migrations. Not edited by hand.\n"


def load() -> bool:
    """Make the tables of the snapshot in an empty database; False, and nothing changed, where that cannot be."""
    if not SNAPSHOT.exists() or connection.introspection.table_names():
        return False
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # Functions name tables that come after them.
            cursor.execute("SET LOCAL check_function_bodies = false")
            cursor.execute(SNAPSHOT.read_text(encoding="utf-8"))
            cursor.execute("UPDATE django_migrations SET applied = now()")
    except DatabaseError:
        return False  # a server that reads it otherwise: the migrations themselves will do
    return True


def dump() -> str:
    """The current database as SQL, without what only holds on this server. Raises CalledProcessError."""
    left = [f"--exclude-table-data={name}" for name in LEFT_EMPTY]
    return HEAD + tidy(run("pg_dump", "--no-owner", "--no-privileges", "--no-comments", "--inserts", "--rows-per-insert=500", *left))  # fmt: skip


def tidy(sql: str) -> str:
    """Without settings of the session, comments and empty lines; names of NOT NULL are newer than some servers."""
    lines = [line for line in sql.splitlines() if line.strip() and not ONLY_HERE.match(line)]
    return re.sub(r"CONSTRAINT \w+ NOT NULL", "NOT NULL", "\n".join(lines)) + "\n"
