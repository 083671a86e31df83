"""Agendas to take along: the calendar's address, the papers."""

import pytest
from icalendar import Calendar

from forums.calendars import feed_key
from forums.models import Meeting, TimetableVersion
from forums.printing import PAPERS, paper
from tests.factories import agreed_request, approved, buyer, forum, producer

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    """One meeting of a maker and a hotel, published."""
    at, made, hotel = (
        forum(),
        producer(name_en="Maker", name_km="អ្នកធ្វើ"),
        buyer(name_en="Hotel", name_km="សណ្ឋាគារ"),
    )
    approved(at, made, hotel)
    version = TimetableVersion.new_draft(at, None)
    request = agreed_request(at, made, hotel)
    meeting = Meeting.objects.create(
        timetable=version, request=request, slot=at.slots.first(), table=at.tables.first(),
        producer=made, buyer=hotel,
    )  # fmt: skip
    version.publish()
    return meeting


def events(client, user):
    answer = client.get(f"/agenda/{feed_key(user)}.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def test_calendar_holds_the_meeting_with_the_other_side_time_and_table(client, published):
    user = published.producer.organisation.members.get()
    user.language = "km"
    user.save()
    (event,) = events(client, user)
    assert event["SUMMARY"].startswith("សណ្ឋាគារ")
    assert str(published.table.number) in event["LOCATION"]
    assert event["DTSTART"].dt == published.slot.starts_at


def test_same_meeting_moved_is_the_same_event_with_a_higher_number(client, published):
    user = published.producer.organisation.members.get()
    (before,) = events(client, user)
    again = TimetableVersion.draft_like(published.timetable, None)
    again.meetings.update(slot=published.timetable.forum.slots.last())
    again.publish()
    (after,) = events(client, user)
    assert after["UID"] == before["UID"]
    assert after["SEQUENCE"] > before["SEQUENCE"]
    assert after["DTSTART"].dt != before["DTSTART"].dt


def test_calendar_never_shows_a_phone_number(client, published):
    user = published.buyer.organisation.members.get()
    body = client.get(f"/agenda/{feed_key(user)}.ics").content.decode()
    assert str(published.producer.organisation.phone)[-6:] not in body.replace(" ", "")


def test_key_that_nobody_made_or_of_somebody_disabled_opens_nothing(client, published):
    user = published.producer.organisation.members.get()
    key = feed_key(user)
    assert client.get(f"/agenda/{key[:-2]}xx.ics").status_code == 404
    user.is_active = False
    user.save()
    assert client.get(f"/agenda/{key}.ics").status_code == 404


@pytest.mark.parametrize("kind", sorted(PAPERS))
@pytest.mark.parametrize("language", ["km", "en"])
def test_every_paper_is_made_in_both_languages(published, kind, language):
    from django.utils import translation

    with translation.override(language):
        assert paper(kind, published.timetable.forum, "https://example.org/").startswith(b"%PDF")


def test_own_agenda_prints_and_a_strangers_does_not(client, published):
    at = published.timetable.forum
    client.force_login(published.buyer.organisation.members.get())
    assert client.get(f"/forums/{at.pk}/my-agenda.pdf").content.startswith(b"%PDF")
    client.force_login(producer().organisation.members.get())
    assert client.get(f"/forums/{at.pk}/my-agenda.pdf").status_code == 404


def test_papers_are_for_organisers_of_this_forum(client, published):
    from tests.factories import staff

    at = published.timetable.forum
    client.force_login(staff("02"))
    assert client.get(f"/forums/{at.pk}/papers/door.pdf").status_code == 404
    client.force_login(at.created_by)
    assert client.get(f"/forums/{at.pk}/papers/door.pdf").content.startswith(b"%PDF")
    assert client.get(f"/forums/{at.pk}/papers/secret.pdf").status_code == 404
