"""Django's migrate; an empty database begins with the snapshot instead of some 600 single steps.

A step that changes a table must wait for whoever reads it, and everybody who comes after waits behind that step. So
it waits two seconds at most, lets the others through, and tries again; what was applied stays applied.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import OperationalError, connection

from ovop.kernel.locks import wait_at_most, waited_in_vain
from ovop.schema import load

# With any of these somebody wants something other than a finished database.
OWN_WAY = (
    "app_label",
    "migration_name",
    "fake",
    "fake_initial",
    "plan",
    "check_unapplied",
    "prune",
)
MOST_WAIT = "2s"
TIMES, BETWEEN = 60, 1.0  # tries, and seconds between them in which the others go on


class Command(DjangoMigrate):
    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("--step-by-step", action="store_true", help="Run every migration even on an empty database.")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        by_steps = options.pop("step_by_step", False)
        if not by_steps and not any(options.get(name) for name in OWN_WAY):
            load()
        for _attempt in range(TIMES):
            try:
                with _short_waits():
                    super().handle(*args, **options)
                return
            except OperationalError as error:
                if not waited_in_vain(error):
                    raise
                self.stderr.write(
                    f"  A table was busy for {MOST_WAIT}; trying again. What was done stays done."
                )
                time.sleep(BETWEEN)
        raise CommandError(
            "A table was busy each time. Find who holds it in pg_stat_activity, or migrate at a quieter hour; "
            "what was done stays done, and the site goes on as before."
        )


@contextmanager
def _short_waits() -> Iterator[None]:
    """This connection gives up waiting for a lock after MOST_WAIT."""
    wait_at_most(MOST_WAIT)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            wait_at_most("0")
