"""Many at one desk at once, each race with its control."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import translation

from forums.desk import put
from forums.models import MeetingRequest, TimetableVersion
from matching.publishing import publish_timetable
from notices.models import Notice
from tests.matching.halls import Hall
from tests.racing import race

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


# --- races ---------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_of_twelve_who_want_one_place_at_once_one_gets_it():
    hall = Hall()
    draft = TimetableVersion.new_draft(hall.forum, hall.organiser)
    queue = [hall.requests[n % 6].pk for n in range(12)]
    results = race(12, lambda pk: _put_first(draft.pk, pk, hall), before=queue.pop)
    assert draft.meetings.count() == 1
    assert sum(isinstance(each, ValidationError) for each in results) >= 10
    assert not [each for each in results if isinstance(each, IntegrityError)]


def _put_first(version_pk, request_pk, hall):
    version = TimetableVersion.objects.get(pk=version_pk)
    request = MeetingRequest.objects.with_parties().get(pk=request_pk)
    return put(version, request, hall.place(0, 0), hall.organiser)


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_the_same_race_runs_into_the_database(monkeypatch):
    """The control: it shows that the lock, not luck, keeps the twelve apart."""
    monkeypatch.setattr("forums.desk._locked_draft", lambda version: None)
    monkeypatch.setattr("forums.desk.clashes", _slow_look)
    hall = Hall()
    draft = TimetableVersion.new_draft(hall.forum, hall.organiser)
    queue = [hall.requests[n % 6].pk for n in range(12)]
    results = race(12, lambda pk: _put_first(draft.pk, pk, hall), before=queue.pop)
    assert any(isinstance(each, IntegrityError) for each in results)
    assert draft.meetings.count() == 1  # the constraint still holds


def _slow_look(version, request, slot, table):
    import time

    taken = version.meetings.filter(slot=slot, table=table).exists()
    time.sleep(0.2)
    return ["taken"] if taken else []


@pytest.mark.django_db(transaction=True)
def test_of_twelve_who_publish_at_once_one_does_and_each_person_is_told_once():
    hall = Hall()
    version = hall.solve()
    results = race(12, lambda: publish_timetable(TimetableVersion.objects.get(pk=version.pk)))
    assert sum(isinstance(each, int) for each in results) == 1
    assert hall.forum.timetables.filter(state="published").count() == 1
    assert Notice.objects.filter(kind="timetable_published", channel="in_app").count() == 5


@pytest.mark.django_db(transaction=True)
def test_of_twelve_edits_and_publishes_at_once_none_changes_what_is_published():
    version, results = _edits_and_publishes()
    assert sum(isinstance(each, int) for each in results) == 1
    assert not version.edits.filter(at__gt=version.published_at).exists()


@pytest.mark.django_db(transaction=True)
def test_without_the_lock_an_edit_slips_into_the_published_timetable(monkeypatch):
    """The control: the same twelve, where an edit looks at the state and does not hold the forum's row."""
    monkeypatch.setattr("forums.desk._locked_draft", _only_look)
    version, _results = _edits_and_publishes()
    assert version.edits.filter(at__gt=version.published_at).exists()


def _only_look(version):
    import time

    version.refresh_from_db(fields=["state"])
    if version.state != "draft":
        raise ValidationError("published meanwhile")
    time.sleep(0.5)


def _edits_and_publishes():
    """Six who move a meeting to a place of its own, six who publish; the version and what each got."""
    hall = Hall()
    draft = hall.solve()
    free = [(slot, table) for slot in range(3, 6) for table in (1, 2)]
    queue = [("publish", None)] * 6 + [(hall.requests[n].pk, place) for n, place in enumerate(free)]

    def act(given):
        what, place = given
        version = TimetableVersion.objects.get(pk=draft.pk)
        if what == "publish":
            return publish_timetable(version)
        request = MeetingRequest.objects.with_parties().get(pk=what)
        return put(version, request, hall.place(*place), hall.organiser)

    results = race(12, act, before=queue.pop)
    return TimetableVersion.objects.get(pk=draft.pk), results
