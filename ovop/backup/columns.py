"""What the version that runs now would stumble over while it is being replaced by the next."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

# (table, column) -> whether a row can be written without saying a value for it.
Columns = dict[tuple[str, str], bool]


def columns() -> Columns:
    """Every column of every table, as the database stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, is_nullable = 'YES' OR column_default IS NOT NULL OR is_identity = 'YES' "
            "OR is_generated = 'ALWAYS' FROM information_schema.columns WHERE table_schema = 'public'"
        )
        return {(table, column): free for table, column, free in cursor.fetchall()}


def stumbles(before: Columns, after: Columns) -> Iterator[str]:
    """In sentences: what it reads that is gone, and what it would have to write but does not know."""
    tables = {table for table, _column in before}
    for table, column in sorted(before.keys() - after.keys()):
        yield (
            f"{table}.{column} goes away while the version that runs now still reads it. Stop using it in one "
            "release and remove it in the next."
        )
    for (table, column), free in sorted(after.items()):
        known = before.get((table, column))
        if table in tables and not free and known is not False:
            yield (
                f"{table}.{column} must be given, which the version that runs now does not do. Give it a db_default, "
                "and take that away in a later release."
            )
