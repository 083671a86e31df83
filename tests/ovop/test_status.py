"""The status page and the metrics: what stands still is seen, with what to do about it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from notices.models import Notice
from ovop.kernel.waiting import all_work, stands
from ovop.models import Heartbeat
from ovop.status import looking
from ovop.status.looking import BEAT_LATE, QUEUE
from ovop.tasks import show_life
from producers.models import ImportBatch, ImportRun
from tests.factories import UserFactory, producer, staff

pytestmark = pytest.mark.django_db
Of = Heartbeat.Of


@pytest.fixture
def well(gazetteer, monkeypatch):
    """A platform on which everything lives."""
    monkeypatch.setattr(looking, "_queue", lambda: 0)
    monkeypatch.setattr(looking, "_workers", lambda: ["celery@one"])
    monkeypatch.setattr(looking, "_disk_free", lambda: 0.5)
    for of in Of:
        Heartbeat.show(of)
    return monkeypatch


@pytest.fixture
def look(english, well):
    english.force_login(staff())
    return lambda: english.get("/status/").content.decode()


def aged(of: str, by: timedelta) -> None:
    Heartbeat.objects.filter(of=of).update(at=timezone.now() - by)


def test_says_in_one_sentence_that_all_is_well(look):
    assert "All is well" in look()


def test_message_that_nobody_takes_is_seen(look):
    owner = producer().organisation.members.first()
    Notice.objects.create(recipient=owner, channel="sms", kind="trial", not_before=timezone.now() - timedelta(minutes=4))  # fmt: skip
    page = look()
    assert "Messages to people: the oldest has waited since" in page
    assert "too long" in page and "All is well" not in page


def test_message_that_was_only_put_off_is_not_late(look):
    owner = producer().organisation.members.first()
    soon = timezone.now() + timedelta(minutes=1)
    Notice.objects.create(recipient=owner, channel="sms", kind="trial", not_before=soon)
    assert "All is well" in look()


def test_run_of_a_dead_worker_that_nobody_takes_up_is_seen(look):
    batch = ImportBatch.objects.create(uploaded_by=UserFactory(), name="list.xlsx", header=["name"])
    run = ImportRun.start(started_by=None, batch=batch, step="check")
    ImportRun.objects.filter(pk=run.pk).update(
        state="running", heartbeat_at=timezone.now() - timedelta(minutes=5)
    )
    assert "Lists being read in: the oldest has waited since" in look()


def test_beat_that_stopped_is_seen_and_comes_back_with_its_next_sign(look):
    aged(Of.BEAT, BEAT_LATE + timedelta(seconds=1))
    assert "The clock (beat) has not been heard of" in look()
    show_life()
    assert "All is well" in look()


@pytest.mark.parametrize(
    ("of", "fine", "age", "sentence"),
    [
        (Of.BACKUP, True, timedelta(days=2), "older than a day"),
        (Of.BACKUP, False, timedelta(), "The last backup failed: no room"),
        (Of.DRILL, True, timedelta(days=40), "put back for a month"),
        (Of.DRILL, False, timedelta(), "cannot be put back: no room"),
    ],
)
def test_copy_that_is_missing_old_or_broken_is_seen(look, of, fine, age, sentence):
    Heartbeat.show(of, fine=fine, said="no room")
    aged(of, age)
    assert sentence in look()


def test_fresh_installation_is_told_to_make_a_backup(look):
    Heartbeat.objects.exclude(of=Of.BEAT).delete()
    page = look()
    assert "There is no backup yet" in page and "never yet" in page


def test_broker_that_is_away_is_one_finding_not_three(look, well):
    well.setattr(looking, "_queue", lambda: None)
    aged(Of.BEAT, timedelta(hours=1))
    page = look()
    assert "The broker does not answer" in page
    assert "No worker answers" not in page and "has not been heard of" not in page


def test_every_kind_of_work_has_a_place_to_be_seen(gazetteer):
    keys = [work.key for work in all_work()]
    assert len(keys) == len(set(keys))
    assert {"messages", "photos", "imports", "matching_runs", "schedule_runs", "erasures"} <= set(keys)  # fmt: skip
    assert all(stand.waiting == 0 and not stand.late for stand in stands())


def test_backups_and_drills_show_themselves(gazetteer, tmp_path, transactional_db):
    call_command("backup", tmp_path)
    assert Heartbeat.objects.get(of=Of.BACKUP).fine
    broken = next(tmp_path.glob("20*"))
    (broken / "database.dump").write_bytes(b"half")
    with pytest.raises(Exception, match="wrong with this backup"):
        call_command("restore_drill", broken)
    drill = Heartbeat.objects.get(of=Of.DRILL)
    assert not drill.fine and broken.name in drill.said


# --- metrics ------------------------------------------------------------------------------------


@pytest.fixture
def scrape(well, settings):
    settings.METRICS_TOKEN = "let-me-see"
    client = Client()  # made after the setting, as middlewares read it once
    return lambda token="let-me-see": client.get(
        "/metrics", headers={"Authorization": f"Bearer {token}", "Host": "10.0.0.7:8000"}
    )


def test_metrics_are_for_whoever_shows_the_token(scrape):
    assert scrape("guess").status_code == 404
    assert scrape("").status_code == 404
    assert scrape().status_code == 200


def test_without_a_token_there_are_no_metrics(client, gazetteer):
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


def test_metrics_say_what_waits_and_how_pages_answer(scrape, settings):
    owner = producer().organisation.members.first()
    Notice.objects.create(recipient=owner, channel="sms", kind="trial", not_before=timezone.now() - timedelta(minutes=4))  # fmt: skip
    Client().get("/products/?q=secret-word")
    text = scrape().content.decode()
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert lines['ovop_work_waiting{work="messages"}'] == "1.0"
    assert 239 < float(lines['ovop_work_oldest_seconds{work="messages"}']) < 300
    assert lines["ovop_broker_up"] == "1.0"
    assert float(lines['ovop_heartbeat_age_seconds{of="beat"}']) < 60
    catalogue = 'ovop_answer_seconds_count{method="GET",status="200",view="producers:catalogue"}'
    assert float(lines[catalogue]) >= 1
    assert "secret-word" not in text


def test_queue_is_that_of_the_workers():
    from ovop.celery import app

    assert app.conf.task_default_queue == QUEUE
