"""`make backup`: the database and every file, as of one moment."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError, connection
from django.utils import timezone

from ovop.backup.making import backup, forget_old


class Command(BaseCommand):
    help = "Back up the database and every file its rows name into a new folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, help="where backups are kept (var/backups)"
        )
        parser.add_argument(
            "--keep", type=int, default=30, help="how many are kept, the newest (30)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not os.environ.get("DATABASE_URL"):  # that of a running `make run`
            here = f"postgresql://postgres@/ovop?host={settings.VAR}/postgres"
            connection.settings_dict.update(dj_database_url.parse(here))
        folder = options["folder"] or settings.VAR / "backups"
        target = folder / timezone.now().strftime("%Y-%m-%d-%H%M%S-%f")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            made = backup(target)
        except OperationalError as error:
            raise CommandError(
                f"The database cannot be reached: {str(error).splitlines()[0]}"
            ) from None
        except subprocess.CalledProcessError as error:
            raise CommandError(
                f"pg_dump failed, nothing was kept: {error.stderr.strip()[-300:]}"
            ) from None
        for name in made.missing:
            self.stderr.write(f"  {name} is named by a row but is not in storage")
        gone = forget_old(folder, max(1, options["keep"]))
        self.stdout.write(
            f"{target}: {sum(made.rows.values())} rows in {len(made.rows)} tables, {len(made.files)} files"
            + (f"; {len(gone)} older removed" if gone else "")
        )
