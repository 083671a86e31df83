"""Write ovop/schema/snapshot.sql anew from the migrations (`make snapshot`)."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection

from ovop.schema import SNAPSHOT, dump
from ovop.supervisor.servers import EmbeddedPostgres


class Command(BaseCommand):
    help = "Run every migration on an empty database of its own and keep the outcome as SQL."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(tempfile.mkdtemp(prefix="ovop-snapshot-"))
        folder.chmod(0o755)  # the database server runs as another user when we are root
        server = EmbeddedPostgres(folder / "postgres")
        connection.settings_dict.update(dj_database_url.parse(server.start()))
        try:
            call_command("migrate", step_by_step=True, verbosity=0, interactive=False)
            SNAPSHOT.write_text(dump(), encoding="utf-8")
        finally:
            connection.close()
            server.stop()
            shutil.rmtree(folder, ignore_errors=True)
        self.stdout.write(f"{SNAPSHOT}: {len(SNAPSHOT.read_text().splitlines())} lines")
