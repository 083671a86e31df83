"""`make backup`: the database and every file, as of one moment."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import OperationalError
from django.utils import timezone

from ovop.backup.making import backup, forget_old
from ovop.backup.restoring import keep_erased
from ovop.backup.running import lead_to_running_site, note
from ovop.models import Heartbeat


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
        lead_to_running_site()
        folder = options["folder"] or settings.VAR / "backups"
        target = folder / timezone.now().strftime("%Y-%m-%d-%H%M%S-%f")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            made = backup(target)
            keep_erased(folder)
        except OperationalError as error:
            raise CommandError(
                f"The database cannot be reached: {str(error).splitlines()[0]}"
            ) from None
        except (subprocess.CalledProcessError, OSError, ValueError) as error:
            said = getattr(error, "stderr", "") or str(error)
            note(Heartbeat.Of.BACKUP, fine=False, said=said.strip()[-300:])
            kept = f"{target} holds all but who was erased" if target.exists() else "nothing was kept"  # fmt: skip
            raise CommandError(f"It could not be written, {kept}: {said.strip()[-300:]}") from None
        for name in made.missing:
            self.stderr.write(f"  {name} is named by a row but is not in storage")
        gone = forget_old(folder, max(1, options["keep"]))
        held = f"{sum(made.rows.values())} rows, {len(made.files)} files"
        missing = f"; {len(made.missing)} files were missing in storage" if made.missing else ""
        note(Heartbeat.Of.BACKUP, fine=not made.missing, said=held + missing)
        self.stdout.write(
            f"{target}: {sum(made.rows.values())} rows in {len(made.rows)} tables, {len(made.files)} files"
            + (f"; {len(gone)} older removed" if gone else "")
        )
