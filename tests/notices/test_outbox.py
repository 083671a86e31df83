"""The outbox delivers once, tries again, and gives up in the open."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from notices import delivering
from notices.channels import CHANNELS, DeliveryError
from notices.models import MAX_ATTEMPTS, ChannelHealth, Notice
from notices.sending import tell
from notices.tasks import deliver_pending
from notices.texts import TEXTS, render_text
from tests.factories import UserFactory
from tests.notices.people import somebody

pytestmark = pytest.mark.django_db


def a_notice(**fields):
    return Notice.objects.create(
        recipient=UserFactory(),
        kind="timetable_published",
        context={"forum": ["វេទិកា", "Forum"]},
        **fields,
    )


def test_pending_notice_is_delivered_once():
    notice = a_notice()
    assert deliver_pending() == 1
    assert deliver_pending() == 0
    notice.refresh_from_db()
    assert notice.state == Notice.State.SENT


def time_passes(notice):
    """As if the wait before the next attempt were over."""
    Notice.objects.filter(pk=notice.pk).update(not_before=timezone.now())
    ChannelHealth.objects.update(paused_until=None)


def test_failing_channel_is_tried_again_later_each_time_then_quarantined(monkeypatch):
    def refuse(notice):
        raise DeliveryError("no line")

    monkeypatch.setitem(CHANNELS, "in_app", refuse)
    notice = a_notice()
    waits = []
    for attempt in range(1, MAX_ATTEMPTS + 1):
        deliver_pending()
        notice.refresh_from_db()
        assert notice.attempts == attempt
        waits.append(notice.not_before - timezone.now())
        deliver_pending()
        assert Notice.objects.get(pk=notice.pk).attempts == attempt, "not before its time"
        time_passes(notice)
    assert waits[:-1] == sorted(waits[:-1])
    assert waits[-2] > timedelta(hours=3), "a gateway that is down for an evening loses nothing"
    assert (notice.state, notice.last_error) == (Notice.State.QUARANTINED, "no line")


def test_notice_that_killed_its_workers_is_quarantined_without_another_try(monkeypatch):
    calls = []
    monkeypatch.setitem(CHANNELS, "in_app", calls.append)
    notice = a_notice(attempts=MAX_ATTEMPTS)
    deliver_pending()
    notice.refresh_from_db()
    assert notice.state == Notice.State.QUARANTINED
    assert calls == []


def test_notice_whose_worker_died_comes_back_when_its_time_is_over(monkeypatch):
    def die(notice):
        raise SystemExit

    monkeypatch.setitem(CHANNELS, "in_app", die)
    notice = a_notice()
    with pytest.raises(SystemExit):
        deliver_pending()
    monkeypatch.undo()
    assert deliver_pending() == 0, "lent to the worker that died"
    time_passes(notice)
    assert deliver_pending() == 1


def test_same_event_tells_a_person_once():
    person = UserFactory()
    for _ in range(2):
        tell([person], "timetable_published", dedupe="timetable:1", forum=["ក", "A"])
    assert sorted(Notice.objects.values_list("channel", flat=True)) == ["console", "in_app"]


def test_rolled_back_cause_leaves_no_notice():
    person = UserFactory()
    with pytest.raises(RuntimeError), transaction.atomic():
        tell([person], "timetable_published", forum=["ក", "A"])
        raise RuntimeError
    assert not Notice.objects.exists()


def test_deaf_broker_loses_nothing(monkeypatch, django_capture_on_commit_callbacks):
    def deaf(*args, **kwargs):
        raise OperationalError("timed out")

    monkeypatch.setattr(deliver_pending, "apply_async", deaf)
    with django_capture_on_commit_callbacks(execute=True):
        tell([somebody()], "timetable_published", forum=["ក", "A"])
    assert Notice.objects.pending().count() == 1
    assert deliver_pending() == 1


def test_everybody_reads_only_their_own(client):
    mine, other = a_notice(), a_notice()
    client.force_login(mine.recipient)
    assert client.post(f"/notices/{other.pk}/").status_code == 404
    assert client.post(f"/notices/{mine.pk}/").status_code == 302
    mine.refresh_from_db()
    assert mine.read_at


def test_notice_never_leads_off_the_site(client):
    notice = a_notice(link="https://evil.example/")
    client.force_login(notice.recipient)
    assert client.post(f"/notices/{notice.pk}/").url == "/notices/"


def test_every_kind_renders_with_names_in_both_languages():
    context = {
        name: ["ខ្មែរ", "English"]
        for name in ("product", "organisation", "subject", "forum", "need", "visit", "producer", "buyer", "terms", "changes", "place", "part", "training", "what", "who", "lines", "name")
    } | {
        "number": "1",
        "note": "n",
        "count": 2,
        "code": "123456",
        "until": "01-01-2030",
        "stars": 4,
        "people": 2,
        "message": "Welcome",
        "day": "02-01-2030",
        "certificate": "HACCP", "search": "palm sugar", "due": "03-01-2030", "year": "2030",
    }  # fmt: skip
    for kind in TEXTS:
        assert render_text(kind, context)


def test_parallel_drains_count_an_attempt_once(monkeypatch):
    """Two workers listed the same notice; the second finds its attempt counted and leaves it."""
    notice = Notice.objects.create(phone="+85512345678", kind="account_exists", channel="console")
    listed = [(notice.pk, 0)]
    Notice.objects.update(attempts=1)
    monkeypatch.setattr(delivering, "_next", lambda channel, seen: [] if seen else listed)
    assert deliver_pending("console") == 0
    notice.refresh_from_db()
    assert (notice.attempts, notice.state) == (1, "pending")


def test_closed_account_is_told_nothing_more():
    person = somebody()
    tell([person], "timetable_published", forum=["ក", "A"])
    type(person).objects.filter(pk=person.pk).update(is_active=False)
    assert deliver_pending("console") == 0
    assert Notice.objects.get(channel="console").state == "quarantined"


def test_channel_that_does_not_exist_fails_that_notice_only():
    wrong = Notice.objects.create(phone="+85512345678", kind="account_exists", channel="pigeon")
    right = Notice.objects.create(phone="+85512345678", kind="account_exists", channel="console")
    deliver_pending()
    wrong.refresh_from_db()
    right.refresh_from_db()
    assert (wrong.state, right.state) == ("pending", "sent")
