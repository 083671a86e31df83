"""Migrations that run while people use the site: squawk reads the SQL of each that no site has run yet."""

from __future__ import annotations

import io
import json
import subprocess
import sysconfig
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.migrations.loader import MigrationLoader

from ovop.bootstrap import ROOT

pytestmark = pytest.mark.django_db
# Until these no site ran: they made and changed tables that were empty.
BEFORE = (ROOT / "tests/setup/before_first_release.txt").read_text().split()
# `migrate` gives up waiting for a lock by itself; how wide a number is, and whether a text has an end, is the model's.
NOT_ASKED = (
    "require-lock-timeout", "require-statement-timeout", "require-timeout-settings", "prefer-text-field",
    "prefer-bigint-over-int", "prefer-bigint-over-smallint",
)  # fmt: skip


def later() -> list[tuple[str, str]]:
    """(app, name) of our migrations that a site may still have to run."""
    return [key for key in ours() if ".".join(key) not in BEFORE]


def ours() -> list[tuple[str, str]]:
    rooms = {app.label for app in apps.get_app_configs() if Path(app.path).parent == ROOT}
    every = MigrationLoader(None, replace_migrations=False).disk_migrations
    return sorted(key for key in every if key[0] in rooms)


def objections(app: str, name: str, folder: Path) -> list[str]:
    """What squawk has against a migration: line and rule."""
    sql = io.StringIO()
    call_command("sqlmigrate", app, name, stdout=sql, no_color=True)
    file = folder / f"{app}.{name}.sql"
    file.write_text(sql.getvalue())
    return squawk(file)


def squawk(file: Path) -> list[str]:
    exclude = [f"--exclude={rule}" for rule in NOT_ASKED]
    done = subprocess.run(
        [Path(sysconfig.get_path("scripts")) / "squawk", "--pg-version=15", "--reporter=json", *exclude, file],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    return [f"{file.name}:{each['line']}: {each['rule_name']}" for each in json.loads(done.stdout)]


def test_migrations_since_the_first_release_hold_nobody_up(tmp_path, figures):
    found = [each for app, name in later() for each in objections(app, name, tmp_path)]
    figures(f"{len(later())} migrations later than the first release read: {len(found)} objections")
    assert found == []


def test_migration_that_would_hold_people_up_is_objected_to(tmp_path):
    """One from before the first release: a column went away that the version before still read."""
    found = objections("forums", "0013_outcome_without_words", tmp_path)
    assert [each.split(": ")[1] for each in found] == ["ban-drop-column"]


def test_table_and_its_keys_made_at_once_are_fine(tmp_path):
    file = tmp_path / "new.sql"
    file.write_text(
        'BEGIN; CREATE TABLE "t" ("id" bigint NOT NULL PRIMARY KEY, "u_id" bigint NOT NULL); '
        'ALTER TABLE "t" ADD CONSTRAINT "f" FOREIGN KEY ("u_id") REFERENCES "u" ("id"); '
        'CREATE INDEX "i" ON "t" ("u_id"); COMMIT;'
    )
    assert squawk(file) == []


def test_list_of_what_came_before_names_only_what_there_is():
    assert set(BEFORE) <= {".".join(key) for key in ours()}
