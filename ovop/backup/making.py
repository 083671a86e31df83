"""Making a backup: the database as of one moment, and every file that its rows name at that moment."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import connection, transaction

from ovop.backup.manifest import (
    CHUNK,
    DUMP,
    MEDIA,
    Manifest,
    backups_in,
    count_rows,
    count_shapes,
    digest_of,
    named_files,
)
from ovop.kernel import pg_tools

LONGEST = 24 * 3600  # seconds that making one may take


def backup(target: Path) -> Manifest:
    """Write a backup into the new folder `target`; it appears there only once it is whole.

    Dump, counts and names of files are of one snapshot, so that what people change meanwhile makes no
    difference. Raises CalledProcessError when pg_dump fails and OSError when the disk does.
    """
    growing = target.with_name(f".{target.name}.growing")
    _forget_broken(target.parent)
    (growing / MEDIA).mkdir(parents=True)
    growing.chmod(0o700)  # it holds what nobody else may read
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT now(), pg_export_snapshot()")
        moment, snapshot = cursor.fetchone()
        pg_tools.run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={growing / DUMP}"
        )  # fmt: skip
        made = Manifest(moment.isoformat(), count_rows(), count_shapes())
        names = list(named_files())
    made.dump_sha256 = digest_of(growing / DUMP)
    for name in names:
        copied = growing / MEDIA / name
        if _copy(name, copied):
            made.files[name] = [copied.stat().st_size, digest_of(copied)]
        else:
            made.missing.append(name)
    made.write(growing)
    growing.rename(target)
    return made


def _forget_broken(folder: Path) -> None:
    """What a machine left behind that went down while it made a backup."""
    for each in folder.glob(".*.growing"):
        if time.time() - each.stat().st_mtime > LONGEST:
            shutil.rmtree(each, ignore_errors=True)


def _copy(name: str, copied: Path) -> bool:
    """One file out of storage, wherever that is; False when it is not there."""
    copied.parent.mkdir(parents=True, exist_ok=True)
    try:
        with default_storage.open(name) as source, copied.open("wb") as target:
            shutil.copyfileobj(source, target, CHUNK)
    except FileNotFoundError:
        copied.unlink(missing_ok=True)
        return False
    return True


def forget_old(folder: Path, keep: int) -> list[Path]:
    """Remove all but the newest `keep` backups in `folder`; which were removed."""
    gone = backups_in(folder)[keep:]
    for each in gone:
        shutil.rmtree(each)
    return gone
