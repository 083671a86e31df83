"""Runs that work a timetable out: drafts, what is told, what is shown meanwhile."""

import pytest

from forums.models import Meeting, TimetableVersion
from matching import tasks
from matching.models import ScheduleRun
from matching.starting import start_scheduling
from notices.models import Notice
from ovop.kernel.states import StateConflict
from tests.factories import (
    UserFactory,
    agreed_request,
    approved,
    buyer,
    forum,
    producer,
    staff,
)  # fmt: skip

pytestmark = pytest.mark.django_db


def ready_forum(pairs=3, tables=2):
    at = forum(tables=tables)
    for _ in range(pairs):
        made, hotel = producer(), buyer()
        approved(at, made, hotel)
        agreed_request(at, made, hotel)
    return at


def test_timetable_is_made_as_a_draft_with_value_and_bound():
    at = ready_forum()
    run = start_scheduling(None, at)
    tasks.run_scheduling(run.pk)
    run.refresh_from_db()
    version = TimetableVersion.objects.get()
    assert (run.state, run.done, run.total, version.state) == ("done", 3, 3, "draft")
    assert version.value == version.bound == 6
    assert Meeting.objects.filter(timetable=version).count() == 3


def test_requests_of_unapproved_sides_are_not_placed():
    at = ready_forum(pairs=1)
    agreed_request(at, producer(), buyer())
    run = start_scheduling(None, at)
    tasks.run_scheduling(run.pk)
    assert Meeting.objects.count() == 1


def test_forum_without_tables_fails_with_a_sentence():
    at = ready_forum(pairs=1)
    at.tables.all().delete()
    run = start_scheduling(None, at)
    tasks.run_scheduling(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert run.error


def test_finished_forum_is_not_timetabled_again():
    at = ready_forum(pairs=1)
    at.timetable_published()
    at.finish()
    with pytest.raises(StateConflict):
        start_scheduling(None, at)
    assert not ScheduleRun.objects.exists()


def test_publishing_tells_everybody_in_it_exactly_once(english):
    at = ready_forum()
    run = start_scheduling(None, at)
    tasks.run_scheduling(run.pk)
    english.force_login(at.created_by)
    for _ in range(2):
        english.post(f"/forums/{at.pk}/timetable/1/publish/")
    told = Notice.objects.filter(kind="timetable_published", channel="in_app")
    assert told.count() == 6
    assert len(set(told.values_list("recipient", flat=True))) == 6


def test_timetable_page_shows_progress_and_grid(english):
    at = ready_forum()
    run = start_scheduling(None, at)
    english.force_login(at.created_by)
    assert (
        f"/runs/scheduling/{run.pk}/" in english.get(f"/forums/{at.pk}/timetable/").content.decode()
    )
    tasks.run_scheduling(run.pk)
    done = english.get(f"/runs/scheduling/{run.pk}/", headers={"HX-Request": "true"})
    assert done.headers["HX-Refresh"] == "true"
    assert english.get(f"/forums/{at.pk}/timetable/").content.decode().count("grid__meeting") == 3


def test_draft_timetable_is_hidden_from_participants(english):
    at = ready_forum(pairs=1)
    tasks.run_scheduling(start_scheduling(None, at).pk)
    english.force_login(UserFactory())
    assert english.get(f"/forums/{at.pk}/timetable/").status_code == 404


def test_table_taken_away_while_a_timetable_is_worked_out_is_told_and_nothing_is_written(
    monkeypatch,
):
    """The solver counts tables and times: its answer would put people at others."""
    at = ready_forum(pairs=2)
    real = tasks.solve

    def meanwhile(*given, **more):
        at.tables.order_by("pk").last().delete()
        return real(*given, **more)

    monkeypatch.setattr(tasks, "solve", meanwhile)
    run = start_scheduling(None, at)
    tasks.run_scheduling(run.pk)
    run.refresh_from_db()
    assert run.state == "failed"
    assert "changed" in run.error or "ប្តូរ" in run.error
    assert not at.timetables.exists()


def test_staff_of_another_province_cannot_watch_or_cancel(english):
    run = start_scheduling(None, ready_forum(pairs=1))
    english.force_login(staff("02"))
    assert english.get(f"/runs/scheduling/{run.pk}/").status_code == 404
    assert english.post(f"/runs/scheduling/{run.pk}/cancel/").status_code == 404
