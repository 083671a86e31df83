"""Putting a backup back as the site: an empty database and the site's own storage get all of it, or say what is missing."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from django.core.cache import cache
from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection

from accounts.privacy.erasing import erase_again
from accounts.privacy.remembering import FOLDER, Erased, merged, remembered
from ovop.backup.drill import Say, checked
from ovop.backup.manifest import MEDIA, named_files
from ovop.backup.rows import compared, put_back

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
    if refused := put_back(backup):
        raise Refused(f"{refused} The database is empty as before.")
    for kind, text in compared(manifest):
        if kind == "wrong":
            wrong.append(text)
        else:
            say(text)
    if os.environ.get("REDIS_URL"):
        cache.clear()  # what was kept of another database
    call_command("migrate", verbosity=0, interactive=False)
    wrong += _erased_again(backup, datetime.fromisoformat(manifest.made_at), say)
    # After it, so that nobody's photos come back who did not.
    wrong += put_files(backup, say)
    return wrong


def put_files(backup: Path, say: Say) -> list[str]:
    """Each file that a row names under that name, if storage has none; a sentence for each that is not there then.

    May be done again: what is in storage already is left as it is.
    """
    wrong, there = [], 0
    for name in named_files():
        try:
            if not default_storage.exists(name):
                with (backup / MEDIA / name).open("rb") as file:
                    kept = default_storage.save(name, File(file))
                if kept != name:
                    wrong.append(f"{name} is in storage as {kept}, where nobody looks for it.")
            there += 1
        except OSError as error:
            wrong.append(f"{name} could not be put into storage: {error}")
    say(f"{there} files are in storage")
    return wrong


def _erased_again(backup: Path, since: datetime, say: Say) -> list[str]:
    wrong = []
    if not (backup.parent / ERASED).exists():
        wrong.append(
            f"{ERASED} does not lie beside the backup: who was erased after it may be back. Put it there and erase them "
            "again (manage.py restore --again)."
        )
    try:
        known = merged((*_beside(backup), *remembered()))
    except (OSError, ValueError, TypeError) as error:
        return [*wrong, f"Who was erased since could not be read: {error}"]
    left, done, put_off = erase_again(known, since)
    say(f"{done} who were erased after the backup are erased again")
    if put_off:
        say(f"{put_off} who had asked for it and may have taken it back have another week")
    return wrong + [f"The person with the key {key} was erased after the backup and is back." for key in left]  # fmt: skip


def again(backup: Path, say: Say) -> list[str]:
    """What of a restore may be done again: erasures and files."""
    manifest, wrong = checked(backup)
    if manifest is None:
        raise Refused(" ".join(wrong))
    return [*_erased_again(backup, datetime.fromisoformat(manifest.made_at), say), *put_files(backup, say)]  # fmt: skip


def keep_erased(folder: Path) -> None:
    """Beside the backups: who was erased until now. Those known there stay, whatever became of storage.

    Raises OSError or ValueError.
    """
    known = merged((*_listed(folder), *remembered()))
    growing = folder / f".{ERASED}"
    growing.write_text(json.dumps([asdict(each) for each in known]))
    growing.rename(folder / ERASED)


def _beside(backup: Path) -> Iterator[Erased]:
    """What the nightly backup wrote, and what lies in the data folder that the backup was made of, if that is still here."""
    yield from _listed(backup.parent)
    for path in (backup.parent.parent / "media" / FOLDER).glob("*.json"):
        yield Erased(**json.loads(path.read_text()))


def _listed(folder: Path) -> Iterator[Erased]:
    if (folder / ERASED).exists():
        yield from (Erased(**each) for each in json.loads((folder / ERASED).read_text()))
