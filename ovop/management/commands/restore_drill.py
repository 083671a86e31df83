"""`make restore-drill`: puts a backup back on a server of its own and looks whether all of it is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ovop.backup.drill import drill
from ovop.backup.manifest import backups_in


class Command(BaseCommand):
    help = (
        "Restore a backup where it harms nobody; exits with 1 and says so when anything is missing."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "backup", nargs="?", type=Path, help="one backup (the newest in var/backups)"
        )
        parser.add_argument(
            "--server",
            default="",
            help="an empty database to restore into, where no server can be started",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = options["backup"] or next(iter(backups_in(settings.VAR / "backups")), None)
        if chosen is None:
            raise CommandError("There is no backup yet. Make one: make backup")
        self.stdout.write(f"{chosen}")
        wrong = drill(chosen, lambda text: self.stdout.write(f"  {text}"), options["server"])
        for each in wrong:
            self.stderr.write(f"  WRONG: {each}")
        if wrong:
            raise CommandError(
                f"{len(wrong)} things are wrong with this backup. Make another one and look again."
            )
        self.stdout.write("  This backup can be put back.")
