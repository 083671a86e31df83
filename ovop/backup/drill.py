"""Putting a backup back where it harms nobody, and looking whether all of it is there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ovop.backup.manifest import DUMP, MEDIA, NAME, Manifest, digest_of
from ovop.supervisor.platform import ROOT
from ovop.supervisor.servers import EmbeddedPostgres

Say = Callable[[str], None]
LOOKS = "ovop.backup.looking"


def drill(backup: Path, say: Say, server: str = "", *, upgrade: bool = False) -> list[str]:
    """Restore `backup` on a server of its own (or into the empty database `server`); what is wrong, in sentences.

    `upgrade`: then run this version's migrations on it, too.
    """
    manifest, wrong = checked(backup)
    if manifest is None:
        return wrong
    say(f"{len(manifest.files)} files compared")
    with _somewhere(server) as url:
        wrong += _restored(backup, url, say, ["--upgrade"] if upgrade else [])
    return wrong


def checked(backup: Path) -> tuple[Manifest | None, list[str]]:
    """What a backup says it holds, and what is wrong with its files; None when its database cannot be put back."""
    try:
        manifest = Manifest.read(backup)
    except (OSError, ValueError, TypeError) as error:
        return None, [
            f"{NAME} cannot be read ({type(error).__name__}). This is no backup, or it was cut off."
        ]
    wrong = _files(backup, manifest)
    dump = backup / DUMP
    if not dump.exists() or digest_of(dump) != manifest.dump_sha256:
        return None, [
            *wrong,
            f"{DUMP} is not the file that was written: it is missing, cut off or changed.",
        ]
    return manifest, wrong


def _files(backup: Path, manifest: Manifest) -> list[str]:
    wrong = [f"{name} was missing already when the backup was made." for name in manifest.missing]
    for name, (size, digest) in manifest.files.items():
        path = backup / MEDIA / name
        if not path.exists():
            wrong.append(f"{name} is missing from the backup.")
        elif path.stat().st_size != size or digest_of(path) != digest:
            wrong.append(f"{name} is not the file that was written.")
    return wrong


@contextmanager
def _somewhere(server: str) -> Iterator[str]:
    if server:
        yield server
        return
    with tempfile.TemporaryDirectory(prefix="ovop-drill-") as folder:
        Path(folder).chmod(0o755)  # the database server runs as another user when we are root
        postgres = EmbeddedPostgres(Path(folder) / "postgres")
        url = postgres.start()
        try:
            yield url
        finally:
            postgres.stop()


def _restored(backup: Path, url: str, say: Say, options: list[str]) -> list[str]:
    """Restore and look at it in a process that knows no other database."""
    env = os.environ | {
        "DATABASE_URL": url, "OVOP_VAR": str(backup), "DJANGO_SETTINGS_MODULE": "ovop.backup.settings",
    }  # fmt: skip
    env.pop("APP_DATABASE_URL", None)
    done = subprocess.run(
        [sys.executable, "-m", LOOKS, str(backup), *options], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )  # fmt: skip
    wrong = []
    for line in done.stdout.splitlines():
        kind, _colon, text = line.partition(": ")
        if kind == "wrong":
            wrong.append(text)
        else:
            say(text)
    if done.returncode and not wrong:
        wrong.append(f"It could not be looked at: {done.stderr.strip()[-500:]}")
    return wrong
