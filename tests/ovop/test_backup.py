"""A backup can be put back, and one that cannot says so before it is needed."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ovop.backup.columns import stumbles
from ovop.backup.drill import drill
from ovop.backup.making import backup, forget_old
from ovop.backup.manifest import DUMP, MEDIA, NAME, Manifest, digest_of
from ovop.kernel import pg_tools
from producers.models import ProductPhoto
from tests.access.world import world

pytestmark = pytest.mark.django_db(transaction=True)


def wrong_with(folder):
    said = []
    return drill(folder, said.append), said


def test_whole_backup_can_be_put_back(made, figures):
    wrong, said = wrong_with(made)
    figures("; ".join(said))
    assert wrong == []
    assert any("pages answer" in line for line in said)
    assert made.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("how", ["cut", "changed", "gone"])
def test_dump_that_is_not_whole_is_told(made, how):
    dump = made / DUMP
    if how == "gone":
        dump.unlink()
    else:
        content = dump.read_bytes()
        half = len(content) // 2
        dump.write_bytes(
            content[:half] if how == "cut" else content[:half] + b"!" + content[half + 1 :]
        )
    wrong, _said = wrong_with(made)
    assert any(DUMP in each for each in wrong)


def test_table_that_comes_back_empty_is_told(made):
    """As when somebody emptied it while the dump was made by hand."""
    pg_tools.run(
        "pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--exclude-table-data=accounts_consent",
        "--exclude-table-data=producers_productphoto", f"--file={made / DUMP}", database=connection.settings_dict["NAME"],
    )  # fmt: skip
    manifest = Manifest.read(made)
    manifest.dump_sha256 = digest_of(made / DUMP)
    manifest.write(made)
    wrong, _said = wrong_with(made)
    assert wrong == [
        f"producers_productphoto: 0 rows came back, {manifest.rows['producers_productphoto']} were there."
    ]


def test_guard_that_was_lost_is_told(made):
    manifest = Manifest.read(made)
    manifest.shapes["constraint f"] += 1
    manifest.write(made)
    wrong, _said = wrong_with(made)
    assert len(wrong) == 1 and "constraint f" in wrong[0]


def test_file_that_is_missing_or_changed_is_told(made):
    first, second, *_rest = sorted(path for path in (made / MEDIA).rglob("*") if path.is_file())
    first.unlink()
    second.write_bytes(second.read_bytes()[:-1] + b"!")
    wrong, _said = wrong_with(made)
    assert sorted(each.split(" ", 1)[1] for each in wrong) == [
        "is missing from the backup.", "is not the file that was written.",
    ]  # fmt: skip


def test_file_that_was_lost_before_the_backup_is_told(tmp_path):
    here = world("17")
    ProductPhoto.objects.create(product=here.at["product"], image="photos/lost.webp")
    made = backup(tmp_path / "2026-01-01-000000")
    assert made.missing == ["photos/lost.webp"]
    wrong, _said = wrong_with(tmp_path / "2026-01-01-000000")
    assert any("was missing already" in each for each in wrong)


def test_commands_say_what_they_did_and_fail_when_anything_is_wrong(made, capsys):
    call_command("restore_drill", made)
    assert "can be put back" in capsys.readouterr().out
    (made / NAME).write_text("{")
    with pytest.raises(CommandError, match="wrong with this backup"):
        call_command("restore_drill", made)
    folder = made.parent / "others"
    call_command("backup", folder)
    call_command("backup", folder, keep=1)
    assert len(list(folder.glob("20*"))) == 1
    assert "older removed" in capsys.readouterr().out


def test_half_a_backup_is_never_taken_for_one(tmp_path, monkeypatch):
    monkeypatch.setattr("ovop.backup.making.count_rows", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        backup(tmp_path / "2026-01-01-000000")
    assert not list(tmp_path.glob("20*"))


def test_only_the_newest_are_kept_and_nothing_else_is_touched(tmp_path):
    for name in ("2026-01-01-1", "2026-01-02-1", "2026-01-03-1", "20-something-else"):
        (tmp_path / name).mkdir()
        if name.startswith("2026"):
            (tmp_path / name / DUMP).touch()
    gone = forget_old(tmp_path, 2)
    assert [each.name for each in gone] == ["2026-01-01-1"]
    assert (tmp_path / "20-something-else").exists()


# --- before an upgrade ----------------------------------------------------------------------------


@pytest.fixture
def of_an_earlier_release(tmp_path):
    """A backup of a site that has not run the last migration of forums."""
    world("17")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'forums' AND name >= '0013'")
        cursor.execute(
            "ALTER TABLE forums_outcomeevent ADD COLUMN note varchar(500) NOT NULL DEFAULT ''"
        )
    try:
        backup(tmp_path / "2026-01-01-000000")
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE forums_outcomeevent DROP COLUMN note")
            cursor.execute(
                "INSERT INTO django_migrations (app, name, applied) VALUES ('forums', '0013_outcome_without_words', now())"
            )
    return tmp_path / "2026-01-01-000000"


def test_upgrade_check_says_what_the_version_that_runs_would_stumble_over(of_an_earlier_release):
    said = []
    wrong = drill(of_an_earlier_release, said.append, upgrade=True)
    assert any("1 migrations ran in" in line for line in said)
    assert [each.split(" ", 1)[0] for each in wrong] == ["forums_outcomeevent.note"]
    assert "Stop using it in one release and remove it in the next" in wrong[0]


def test_upgrade_check_of_this_version_finds_nothing_to_do(made, capsys):
    call_command("upgrade_check", made)
    said = capsys.readouterr().out
    assert "no migration to run" in said and "can take over while the site runs" in said


def test_upgrade_check_refuses_an_older_version(made):
    """The site knows a migration that this version does not."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('forums', '0099_later', now())")  # fmt: skip
    try:
        folder = made.parent / "2026-01-02-000000"
        backup(folder)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE name = '0099_later'")
    wrong = drill(folder, lambda text: None, upgrade=True)
    assert any("forums 0099_later" in each and "older than the site" in each for each in wrong)


def test_columns_that_must_be_given_are_told_apart_from_those_that_need_not():
    before = {("t", "a"): True, ("t", "gone"): True, ("t", "must"): False}
    after = {
        ("t", "a"): True, ("t", "must"): False, ("t", "free"): True, ("t", "new"): False, ("other", "id"): False,
    }  # fmt: skip
    assert [each.split(" ", 1)[0] for each in stumbles(before, after)] == ["t.gone", "t.new"]
    assert [each.split(" ", 1)[0] for each in stumbles({("t", "a"): True}, {("t", "a"): False})] == ["t.a"]  # fmt: skip
