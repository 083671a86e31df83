"""This version's migrations on a restored backup: how long each takes, what it loses, who would stumble."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor

from ovop.backup.columns import columns, stumbles
from ovop.backup.manifest import count_rows

LONG = 5.0  # seconds: people may be kept waiting by it, so it is named


def upgraded() -> Iterator[tuple[str, str]]:
    """Migrate the database at hand; findings as `looking` writes them."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    unknown = set(executor.loader.applied_migrations) - set(executor.loader.disk_migrations)
    known = {app for app, _name in executor.loader.disk_migrations}
    for app, name in sorted(unknown):
        if app in known:
            yield "wrong", f"The backup knows the migration {app} {name}, this version does not: it is older than the site."  # fmt: skip
    if not plan:
        yield "fine", "no migration to run: the backup stands where this version does"
        return
    before, rows = columns(), count_rows()
    took: dict[str, float] = {}
    try:
        _migrate(executor, took)
    except Error as error:
        after = next(reversed(took), "the first")
        yield "wrong", f"The migration {after} fails: {str(error).splitlines()[0][:300]}"
        return
    yield "fine", f"{len(plan)} migrations ran in {sum(took.values()):.1f} s"
    for name, seconds in took.items():
        if seconds > LONG:
            yield "fine", f"{name} alone took {seconds:.1f} s: do it at a quiet hour"
    left = count_rows()
    for table, n in rows.items():
        if n > left.get(table, 0) and table != "django_migrations":
            yield "wrong", f"{table} had {n} rows and has {left.get(table, 0)} now."
    yield from (("wrong", each) for each in stumbles(before, columns()))


def _migrate(executor: MigrationExecutor, took: dict[str, float]) -> None:
    """Run all of them; `took` gets the seconds of each, the failing one last."""
    begun = [0.0]

    def progress(action: str, migration: Any = None, _fake: bool = False) -> None:
        if action == "apply_start":
            begun[0] = time.monotonic()
            took[f"{migration.app_label} {migration.name}"] = 0.0
        elif action == "apply_success":
            took[f"{migration.app_label} {migration.name}"] = time.monotonic() - begun[0]

    executor.progress_callback = progress  # type: ignore[assignment]
    executor.migrate(executor.loader.graph.leaf_nodes())
