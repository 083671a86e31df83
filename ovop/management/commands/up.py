"""Bring the whole platform up on this machine."""

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from ovop.supervisor.errors import StartError
from ovop.supervisor.platform import Platform


class Command(BaseCommand):
    help = "Start database, broker, web, worker and beat under one supervisor; Ctrl-C stops them."
    requires_system_checks = []  # there is no database to check yet

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", default=os.environ.get("PORT", "8000"))
        parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")

    def handle(self, *args: Any, **options: Any) -> None:
        host, port = options["host"], str(options["port"])
        if not port.isdigit() or not 0 < int(port) < 65536:
            raise CommandError(f"{port} is not a port number; use one from 1024 to 65535.")
        os.environ.setdefault("OVOP_VAR", str(settings.VAR))
        platform = Platform(
            settings.VAR, host, int(port), demo=not options["no_demo"], say=self._say
        )
        try:
            code = platform.run()
        except StartError as error:
            raise CommandError(str(error)) from error
        self._say("Stopped; the data is kept.")
        raise SystemExit(code)

    def _say(self, text: str) -> None:
        self.stdout.write(f"· {text}")
        self.stdout.flush()
