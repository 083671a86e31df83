"""Putting a backup back as the site: an empty database and the site's own storage get all of it, or say what is missing."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from accounts.privacy.remembering import Erased, erase_again, remembered
from ovop.backup.drill import Say, checked
from ovop.backup.looking import same
from ovop.backup.manifest import DUMP, MEDIA, count_rows, count_shapes
from ovop.kernel import pg_tools

ERASED = "erased.json"  # beside the backups


class Refused(Exception):
    """Nothing was changed; the text says why and what to do."""


def restore(backup: Path, say: Say) -> list[str]:
    """Put `backup` into the empty database we are connected to; what is wrong with what came back, in sentences.

    Then this version's migrations are run, and those who were erased since are erased again. Raises Refused.
    """
    manifest, wrong = checked(backup)
    if manifest is None:
        raise Refused(" ".join(wrong))
    with connection.cursor() as cursor:
        there = connection.introspection.table_names(cursor)
    if there:
        raise Refused(
            f"The database holds {len(there)} tables. Nothing was changed. Restore into an empty one "
            "(README, “When everything is lost”)."
        )
    try:
        pg_tools.run(
            "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--dbname", pg_tools.database(),
            str(backup / DUMP),
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        said = (error.stderr or "").strip().splitlines() or ["no reason given"]
        raise Refused(f"pg_restore refuses the dump, the database is empty as before: {said[0][:300]}") from None  # fmt: skip
    for what, said_there, found in (
        ("rows", manifest.rows, count_rows()),
        ("of the database's own guards", manifest.shapes, count_shapes()),
    ):
        for kind, text in same(what, said_there, found):
            wrong += [text] if kind == "wrong" else []
            say(text) if kind == "fine" else None
    wrong += _files_back(backup, list(manifest.files))
    say(f"{len(manifest.files)} files are in storage")
    if os.environ.get("REDIS_URL"):
        cache.clear()  # what was kept of another database
    call_command("migrate", verbosity=0, interactive=False)
    known = {(each.user, each.at): each for each in (*_beside(backup), *remembered())}
    again = erase_again(list(known.values()), datetime.fromisoformat(manifest.made_at))
    say(f"{again} who were erased after the backup are erased again")
    return wrong


def keep_erased(folder: Path) -> None:
    """Beside the backups: who was erased until now. Those known there stay, whatever became of storage."""
    known = {(each.user, each.at): each for each in (*_listed(folder), *remembered())}
    growing = folder / f".{ERASED}"
    growing.write_text(json.dumps([asdict(each) for each in known.values()]))
    growing.rename(folder / ERASED)


def _beside(backup: Path) -> Iterator[Erased]:
    return _listed(backup.parent)


def _listed(folder: Path) -> Iterator[Erased]:
    if (folder / ERASED).exists():
        yield from (Erased(**each) for each in json.loads((folder / ERASED).read_text()))


def _files_back(backup: Path, names: list[str]) -> Iterator[str]:
    """Each file under the name its row knows; a sentence for each that storage would not take."""
    for name in names:
        if default_storage.exists(name):
            continue
        with (backup / MEDIA / name).open("rb") as file:
            if (kept := default_storage.save(name, File(file))) != name:
                yield f"{name} is in storage as {kept}, where nobody looks for it."
