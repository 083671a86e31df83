"""What a backup says it holds, written while it was made; whoever puts it back compares."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from psycopg2 import sql

from ovop.kernel.files import file_fields

NAME, DUMP, MEDIA = "manifest.json", "database.dump", "media"
CHUNK = 1024 * 1024


@dataclass
class Manifest:
    """`rows`: table -> how many; `shapes`: kind of constraint, index, trigger -> how many; `files`: name -> [bytes, sha256].

    `missing`: files that rows name but storage had not, already when the backup was made.
    """

    made_at: str
    rows: dict[str, int]
    shapes: dict[str, int]
    files: dict[str, list[Any]] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    dump_sha256: str = ""

    def write(self, folder: Path) -> None:
        """Put it beside what it describes, as NAME in `folder`."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False))

    @classmethod
    def read(cls, folder: Path) -> Manifest:
        """Raises OSError, ValueError or TypeError for what is none."""
        return cls(**json.loads((folder / NAME).read_text()))


def count_rows() -> dict[str, int]:
    """Of every table, in the running transaction."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        found = {}
        for table in tables:
            cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
            found[table] = cursor.fetchone()[0]
    return found


def count_shapes() -> dict[str, int]:
    """How many constraints of each kind, indexes, triggers and functions the database has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'constraint ' || contype::text, count(*) FROM pg_constraint "
            "WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND convalidated GROUP BY 1 "
            "UNION ALL SELECT 'index', count(*) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
            "WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid "
            "UNION ALL SELECT 'trigger', count(*) FROM pg_trigger WHERE NOT tgisinternal "
            "UNION ALL SELECT 'function', count(*) FROM pg_proc WHERE pronamespace = 'public'::regnamespace"
        )
        return dict(cursor.fetchall())


def named_files() -> Iterator[str]:
    """What the rows name in storage, each once."""
    seen: set[str] = set()
    for model in apps.get_models():
        names = file_fields(model)
        if not names or model._meta.proxy:
            continue
        for row in model._base_manager.values_list(*names).iterator():
            for name in row:
                if name and name not in seen:
                    seen.add(name)
                    yield name


def backups_in(folder: Path) -> list[Path]:
    """Whole ones, the newest first."""
    return sorted((each for each in folder.glob("20*") if (each / DUMP).exists()), reverse=True)


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            digest.update(piece)
    return digest.hexdigest()
