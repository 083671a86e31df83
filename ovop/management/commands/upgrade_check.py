"""`make upgrade-check`: before an upgrade, what its migrations make of a copy of the real data."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ovop.backup.drill import drill
from ovop.backup.running import newest_backup


class Command(BaseCommand):
    help = (
        "Restore a backup of the site as it runs, run this version's migrations on it and look: how long they take, "
        "what they lose, what the version that runs now would stumble over meanwhile. Exits with 1 and says so."
    )
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "backup", nargs="?", type=Path, help="one backup (the newest in var/backups)"
        )
        parser.add_argument("--server", default="", help="an empty database to restore into, where no server can be started")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        chosen = options["backup"] or newest_backup()
        if chosen is None:
            raise CommandError("There is no backup to try it on. Make one: make backup")
        self.stdout.write(f"{chosen}")
        say = lambda text: self.stdout.write(f"  {text}")  # noqa: E731
        wrong = drill(chosen, say, options["server"], upgrade=True)
        for each in wrong:
            self.stderr.write(f"  WRONG: {each}")
        if wrong:
            raise CommandError(
                f"{len(wrong)} things to look at before this version goes live; the site was not touched."
            )
        self.stdout.write("  This version can take over while the site runs.")
