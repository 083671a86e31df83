"""The database of the running site, and a sign of life in it of what was done for it from outside."""

from __future__ import annotations

import os
from pathlib import Path

import dj_database_url
from django.conf import settings
from django.db import DatabaseError, connection

from ovop.backup.manifest import backups_in
from ovop.models import Heartbeat


def lead_to_running_site() -> None:
    """Without DATABASE_URL the one that `make run` keeps."""
    if not os.environ.get("DATABASE_URL"):
        here = f"postgresql://postgres@/ovop?host={settings.VAR}/postgres"
        connection.settings_dict.update(dj_database_url.parse(here))


def note(of: str, *, fine: bool = True, said: str = "") -> bool:
    """Tell the status page; False where the site cannot be told, for that spoils no backup and no drill."""
    try:
        Heartbeat.show(of, fine=fine, said=said)
    except DatabaseError:
        return False
    return True


def newest_backup() -> Path | None:
    """The last one that is whole, in var/backups."""
    return next(iter(backups_in(settings.VAR / "backups")), None)
