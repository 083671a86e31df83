"""What `make restore-drill` and `make upgrade-check` share: a backup is put back where it harms nobody and looked at."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ovop.backup.drill import drill
from ovop.backup.running import newest_backup


class TryingCommand(BaseCommand):
    """Subclasses say what is tried and what comes of it."""

    requires_system_checks = ()
    upgrade = False
    no_backup = wrong_things = all_well = ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", nargs="?", type=Path, help="one backup (the newest in var/backups)")  # fmt: skip
        parser.add_argument("--server", default="", help="an empty database to restore into, where no server can be started")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        chosen: Path | None = options["backup"] or newest_backup()
        if chosen is None:
            raise CommandError(self.no_backup)
        self.stdout.write(f"{chosen}")
        wrong = drill(chosen, self._say, options["server"], upgrade=self.upgrade)
        self.tried(chosen, wrong)
        for each in wrong:
            self.stderr.write(f"  WRONG: {each}")
        if wrong:
            raise CommandError(self.wrong_things.format(n=len(wrong)))
        self._say(self.all_well)

    def tried(self, backup: Path, wrong: list[str]) -> None:
        """Told before the outcome is."""

    def _say(self, text: str) -> None:
        self.stdout.write(f"  {text}")
