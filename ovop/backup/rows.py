"""A backup's rows: putting them into an empty database, and whether as many came back as the backup says."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from ovop.backup.manifest import DUMP, Manifest, count_rows, count_shapes
from ovop.kernel import pg_tools

MOST_SAID = 20


def put_back(backup: Path) -> str:
    """Restore the dump into the database we are connected to, all of it or nothing; why it refuses, or nothing."""
    try:
        pg_tools.run(
            "pg_restore", "--no-owner", "--no-privileges", "--single-transaction", "--dbname", pg_tools.database(),
            str(backup / DUMP),
        )  # fmt: skip
    except subprocess.CalledProcessError as error:
        said = (error.stderr or "").strip().splitlines() or ["no reason given"]
        return f"pg_restore refuses the dump: {said[0][:300]}"
    return ""


def compared(manifest: Manifest) -> Iterator[tuple[str, str]]:
    """("wrong" or "fine", a sentence) about everything that was counted when the backup was made."""
    yield from _same("rows", manifest.rows, count_rows())
    yield from _same("of the database's own guards", manifest.shapes, count_shapes())


def _same(what: str, said: dict[str, int], found: dict[str, int]) -> Iterator[tuple[str, str]]:
    other = [
        name
        for name in sorted(said.keys() | found.keys())
        if said.get(name, 0) != found.get(name, 0)
    ]
    for name in other[:MOST_SAID]:
        yield (
            "wrong",
            f"{name}: {found.get(name, 0)} {what} came back, {said.get(name, 0)} were there.",
        )
    if not other:
        yield "fine", f"{sum(found.values())} {what} in {len(found)} kinds are all there"
