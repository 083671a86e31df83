"""From an earlier release to this one, and from nothing: both end at the same tables."""

from __future__ import annotations

import threading
import time as clock
from datetime import date, datetime, time
from unittest.mock import patch

import psycopg2
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.models import GivenAnswer
from forums.models import Forum
from ovop import schema
from ovop.kernel.pg_tools import run
from tests.factories import staff


@pytest.fixture
def empty_database(transactional_db):
    """An empty database beside the tests' own, which the connection leads to meanwhile."""
    ours = connection.settings_dict["NAME"]
    beside = f"{ours}_empty"

    def lead_to(name: str) -> None:
        connection.close()
        connection.settings_dict["NAME"] = name

    def afresh(create: bool) -> None:
        lead_to(ours)
        with connection.cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{beside}" WITH (FORCE)')
            if create:
                cursor.execute(f'CREATE DATABASE "{beside}"')
        if create:
            lead_to(beside)

    afresh(create=True)
    yield lambda: afresh(create=True)
    afresh(create=False)


def migrate(name=None):
    executor = MigrationExecutor(connection)
    target = [("forums", name)] if name else executor.loader.graph.leaf_nodes()
    executor.migrate(target)
    return executor.loader.project_state(target).apps


def a_forum_of_before_days_and_layouts(old) -> None:
    """As a release before forums had several days and rooms kept it."""
    province = old.get_model("places", "Province").objects.create(
        code="17", name_km="សៀមរាប", name_en="Siemreap", region="tonle_sap_west", latitude=13.36, longitude=103.86,
        tile_row=1, tile_column=1,
    )  # fmt: skip
    by = old.get_model("accounts", "User").objects.create(
        phone="+85512500001", role="staff", province=province
    )
    made = old.get_model("forums", "Forum").objects.create(
        name_en="Earlier", province=province, day=date(2099, 2, 20), created_by=by
    )
    for n, (session, start, end) in enumerate(
        [(1, time(8), time(8, 20)), (1, time(8, 20), time(8, 40)), (2, time(14), time(14, 20))], 1
    ):
        made.slots.create(
            position=n, session=session,
            starts_at=timezone.make_aware(datetime.combine(made.day, start)),
            ends_at=timezone.make_aware(datetime.combine(made.day, end)),
        )  # fmt: skip


def test_earlier_release_is_upgraded_with_what_it_held_and_ends_where_a_new_one_begins(
    empty_database, tmp_path
):
    a_forum_of_before_days_and_layouts(migrate("0007_booking"))
    migrate()
    forum = Forum.objects.get(name_en="Earlier")
    assert (forum.last_day, forum.times.minutes) == (date(2099, 2, 20), 20)
    assert [(each.start, each.end) for each in forum.times.sessions] == [
        (time(8), time(8, 40)), (time(14), time(14, 20)),
    ]  # fmt: skip
    forum.lay_out(forum.times)
    assert forum.slots.count() == 3
    by_steps = tmp_path / "by_steps.sql"
    by_steps.write_text(schema.dump())

    empty_database()
    with patch.object(schema, "SNAPSHOT", by_steps):
        assert schema.load()  # read once, the server writes conditions another way
    expected = tables()
    empty_database()
    call_command("migrate", verbosity=0)
    assert tables() == expected


def tables() -> set[str]:
    """Every table, index, constraint, function and trigger, in no order; no rows."""
    words = ("--schema-only", "--no-owner", "--no-privileges", "--no-comments")
    statements = schema.tidy(run("pg_dump", *words)).split(";\n")
    # Columns stand in the order they were added, which means nothing.
    return {" ".join(sorted(each.replace(",\n", "\n").splitlines())) for each in statements}


def test_empty_database_is_ready_in_one_step(empty_database):
    """Django's own way takes some 600."""
    with patch.object(MigrationExecutor, "apply_migration", side_effect=AssertionError) as steps:
        call_command("migrate", verbosity=0)
    assert not steps.called
    assert staff().pk


def test_migrations_later_than_the_snapshot_still_run(empty_database):
    schema.load()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'accounts' AND name >= '0006'")
        cursor.execute("DROP TABLE accounts_givenanswer")
        cursor.execute("ALTER TABLE accounts_user DROP COLUMN digits")
    call_command("migrate", verbosity=0)
    assert GivenAnswer.objects.count() == 0


def test_migration_waits_in_short_turns_so_that_people_go_on_reading(
    empty_database, figures, capsys
):
    """Somebody reads a table for five seconds; whoever comes behind the migration waits for two at most."""
    schema.load()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'forums' AND name >= '0013'")
        cursor.execute(
            "ALTER TABLE forums_outcomeevent ADD COLUMN note varchar(500) NOT NULL DEFAULT ''"
        )
    given = connection.get_connection_params()
    how = {
        key: given[key] for key in ("host", "port", "user", "password", "dbname") if given.get(key)
    }
    reader, others = psycopg2.connect(**how), psycopg2.connect(**how)
    others.autocommit = True
    with reader.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM forums_outcomeevent")  # and its transaction stays open
    ends = threading.Timer(5, reader.rollback)
    ends.start()
    waits, over = [], threading.Event()

    def read() -> None:
        while not over.is_set():
            begun = clock.monotonic()
            with others.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM forums_outcomeevent")
            waits.append(clock.monotonic() - begun)
            clock.sleep(0.05)

    reading = threading.Thread(target=read)
    reading.start()
    try:
        call_command("migrate", verbosity=0)
    finally:
        over.set()
        reading.join()
        ends.join()
        reader.close()
        others.close()
    figures(
        f"a migration behind a reader of 5 s: {len(waits)} other reads meanwhile, the longest waited {max(waits):.1f} s"
    )
    assert "trying again" in capsys.readouterr().err
    assert max(waits) < 3
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM information_schema.columns WHERE table_name = 'forums_outcomeevent' AND column_name = 'note'")  # fmt: skip
        assert cursor.fetchone() is None
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


def test_server_that_cannot_read_the_snapshot_goes_the_long_way_with_nothing_half_made(
    empty_database, tmp_path
):
    broken = tmp_path / "snapshot.sql"
    broken.write_text("CREATE TABLE half (id int); CREATE NONSENSE;")
    with patch.object(schema, "SNAPSHOT", broken):
        assert not schema.load()
    assert connection.introspection.table_names() == []


def test_database_with_tables_is_left_alone(transactional_db):
    assert not schema.load()
