"""A backup becomes the site again, and whoever was erased meanwhile does not come back with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import closing
from datetime import timedelta

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone

from accounts.models import Erasure, User
from accounts.privacy import erasing
from ovop.backup.making import backup
from ovop.backup.manifest import DUMP, MEDIA, Manifest, digest_of
from ovop.backup.restoring import ERASED, keep_erased
from tests.access.world import world
from tests.faults.workers import database_of_the_test
from tests.platform_runner import ROOT

pytestmark = pytest.mark.django_db(transaction=True)
NAME = f"restored_{os.getpid()}"


@pytest.fixture
def empty():
    """Another database of the same server."""
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')
        cursor.execute(f'CREATE DATABASE "{NAME}"')
    yield database_of_the_test().replace(connection.settings_dict["NAME"], NAME)
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{NAME}" WITH (FORCE)')


def restored(made, url, media, *more):
    """`make restore` as somebody would run it: (exit code, what it said)."""
    env = os.environ | {"DATABASE_URL": url, "OVOP_TEST_MEDIA": str(media), "DJANGO_SETTINGS_MODULE": "ovop.settings.test"}  # fmt: skip
    done = subprocess.run(
        [sys.executable, "manage.py", "restore", str(made), *more], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def rows(url, question):
    with closing(psycopg2.connect(url)) as there, there.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()


def erase(user) -> None:
    erasing.ask(user, [each.pk for each in erasing.ends_with(user)])
    Erasure.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    assert erasing.erase_due() == 1


def test_backup_becomes_the_site_and_who_was_erased_since_is_erased_again(made, empty, tmp_path):
    person, other = User.objects.exclude(phone=None).order_by("role", "pk")[:2]
    number, stays = person.phone.as_e164, other.phone.as_e164
    people = User.objects.count()
    erase(person)
    keep_erased(made.parent)
    code, said = restored(made, empty, tmp_path / "media")
    assert (code, "The site is back" in said, "1 who were erased" in said) == (0, True, True), said
    assert rows(empty, "SELECT count(*) FROM accounts_user") == [(people,)]
    phones = {phone for (phone,) in rows(empty, "SELECT phone FROM accounts_user")}
    assert stays in phones and number not in phones
    ((image,),) = rows(empty, "SELECT image FROM producers_productphoto WHERE image LIKE '%p%webp' LIMIT 1")  # fmt: skip
    assert (tmp_path / "media" / image).read_bytes() == b"RIFF-a-photo"
    assert rows(empty, "SELECT user_id, done_at IS NOT NULL FROM accounts_erasure") == [
        (person.pk, True)
    ]


def test_erased_stay_known_beside_the_backups_whatever_became_of_storage(made):
    from django.core.files.storage import default_storage

    person = User.objects.filter(role="producer").order_by("pk")[0]
    ended = [each.pk for each in erasing.ends_with(person)]
    erase(person)
    keep_erased(made.parent)
    default_storage.delete(f"erasures/{person.pk}.json")
    Erasure.objects.all().delete()
    keep_erased(made.parent)
    known = {each["user"]: each for each in json.loads((made.parent / ERASED).read_text())}
    assert known[person.pk]["organisations"] == ended and ended


def test_nothing_is_put_over_a_database_that_holds_something(made, tmp_path):
    before = User.objects.count()
    code, said = restored(made, database_of_the_test(), tmp_path / "media")
    assert code == 1 and "Nothing was changed" in said
    assert User.objects.count() == before


def test_dump_that_is_cut_off_leaves_the_database_empty(made, empty, tmp_path):
    """One whose digest was right: it was cut off before that was taken."""
    dump = made / DUMP
    dump.write_bytes(dump.read_bytes()[: -len(dump.read_bytes()) // 3])
    manifest = Manifest.read(made)
    manifest.dump_sha256 = digest_of(dump)
    manifest.write(made)
    code, said = restored(made, empty, tmp_path / "media")
    assert code == 1 and "empty as before" in said
    tables = "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public'"
    assert rows(empty, tables) == [(0,)]


def test_missing_file_is_told_and_everything_else_is_there_and_the_rest_can_be_done_again(made, empty, tmp_path):  # fmt: skip
    person = User.objects.exclude(phone=None).order_by("role", "pk")[0]
    number = person.phone.as_e164
    erase(person)
    gone, *_others = sorted(path for path in (made / MEDIA).rglob("*.webp"))
    content = gone.read_bytes()
    gone.unlink()
    code, said = restored(made, empty, tmp_path / "media")
    assert code == 1 and "could not be put into storage" in said and ERASED in said
    assert (number,) in rows(empty, "SELECT phone FROM accounts_user")
    gone.write_bytes(content)
    keep_erased(made.parent)
    code, said = restored(made, empty, tmp_path / "media", "--again")
    assert code == 0, said
    assert (number,) not in rows(empty, "SELECT phone FROM accounts_user")
    assert (tmp_path / "media" / gone.relative_to(made / MEDIA)).exists()


def test_who_had_asked_to_be_erased_and_may_have_taken_it_back_has_another_week(tmp_path, empty):
    world("17")
    person = User.objects.exclude(phone=None).order_by("role", "pk")[0]
    asked = erasing.ask(person, [])
    Erasure.objects.update(due_at=timezone.now() - timedelta(seconds=1))
    made = tmp_path / "2026-01-01-000000"
    backup(made)
    keep_erased(tmp_path)
    code, said = restored(made, empty, tmp_path / "media")
    assert (code, "1 who had asked" in said) == (0, True), said
    assert rows(empty, "SELECT done_at, due_at > now() + '6 days' FROM accounts_erasure") == [(None, True)]  # fmt: skip
    assert asked.done_at is None
