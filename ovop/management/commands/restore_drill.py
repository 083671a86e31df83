"""`make restore-drill`: puts a backup back on a server of its own and looks whether all of it is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from ovop.backup.drill import drill
from ovop.backup.running import lead_to_running_site, newest_backup, note
from ovop.models import Heartbeat


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
        chosen = options["backup"] or newest_backup()
        if chosen is None:
            raise CommandError("There is no backup yet. Make one: make backup")
        self.stdout.write(f"{chosen}")
        wrong = drill(chosen, lambda text: self.stdout.write(f"  {text}"), options["server"])
        lead_to_running_site()
        if not note(Heartbeat.Of.DRILL, fine=not wrong, said="; ".join([chosen.name, *wrong])):
            self.stdout.write("  The site's status page could not be told of this drill: its database does not answer.")  # fmt: skip
        for each in wrong:
            self.stderr.write(f"  WRONG: {each}")
        if wrong:
            raise CommandError(
                f"{len(wrong)} things are wrong with this backup. Make another one and look again."
            )
        self.stdout.write("  This backup can be put back.")
