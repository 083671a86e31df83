"""`make restore FROM=backup`: the site as it was, in an empty database, with those erased since erased again."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection

from ovop.backup.restoring import Refused, again, restore
from ovop.supervisor.errors import StartError
from ovop.supervisor.folder import DataFolder
from ovop.supervisor.servers import EmbeddedPostgres


class Command(BaseCommand):
    help = "Put a backup back into an empty database and the site's storage."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("backup", type=Path, help="one backup, a folder")
        parser.add_argument("--again", action="store_true", help="only erasures and files, in the database it was restored into")  # fmt: skip

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            with _database(new=not options["again"]):
                act = again if options["again"] else restore
                wrong = act(options["backup"], self._say)
        except (Refused, StartError) as refused:
            raise CommandError(str(refused)) from None
        except OperationalError as error:
            raise CommandError(f"The database cannot be reached: {str(error).splitlines()[0]}") from None  # fmt: skip
        for each in wrong:
            self.stderr.write(f"  WRONG: {each}")
        if wrong:
            raise CommandError(f"The site is back but for {len(wrong)} things. Look at them before people do.")  # fmt: skip
        self._say("The site is back. Start it.")

    def _say(self, text: str) -> None:
        self.stdout.write(f"  {text}")


@contextmanager
def _database(*, new: bool) -> Iterator[None]:
    """The one of DATABASE_URL; without it an embedded one in a new data folder, or in the one that was restored into."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    with DataFolder(settings.VAR):
        if new and (settings.VAR / "postgres").exists():
            raise Refused(
                f"{settings.VAR} holds a database already. Nothing was changed. Name a new data folder, and start it with "
                "the same one: OVOP_VAR=var-2 make restore FROM=backup; OVOP_VAR=var-2 make run"
            )
        server = EmbeddedPostgres(settings.VAR / "postgres")
        connection.settings_dict.update(dj_database_url.parse(server.start()))
        try:
            yield
        finally:
            connection.close()
            server.stop()
