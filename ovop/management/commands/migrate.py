"""Django's migrate; an empty database begins with the snapshot instead of some 600 single steps."""

from __future__ import annotations

from typing import Any

from django.core.management.commands.migrate import Command as DjangoMigrate

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


class Command(DjangoMigrate):
    def add_arguments(self, parser: Any) -> None:
        super().add_arguments(parser)
        parser.add_argument("--step-by-step", action="store_true", help="Run every migration even on an empty database.")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        by_steps = options.pop("step_by_step", False)
        if not by_steps and not any(options.get(name) for name in OWN_WAY):
            load()
        super().handle(*args, **options)
