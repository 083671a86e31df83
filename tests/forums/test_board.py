"""The hall's screen: who sits where, who is late, who is called; cheap for any number of screens."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone

from forums.arriving import Said, take_in
from forums.board import forget, frame_of
from forums.models import Call, Meeting, TimetableVersion
from tests.factories import agreed_request, approved, buyer, forum, producer

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall(settings):
    """A forum whose first slot runs since five minutes, with one meeting now and one next; its two sides."""
    at = forum()
    now = timezone.now()
    for slot in at.slots.all():
        start = now + timedelta(minutes=20 * (slot.position - 1) - 5)
        type(slot).objects.filter(pk=slot.pk).update(
            starts_at=start, ends_at=start + timedelta(minutes=20)
        )
    maker, hotel = producer(name_en="Weavers"), buyer(name_en="Lotus Inn")
    approved(at, maker, hotel)
    version = TimetableVersion.objects.create(forum=at, number=1, state="published", created_by=at.created_by)  # fmt: skip
    request = agreed_request(at, maker, hotel)
    Meeting.objects.create(
        timetable=version, request=request, slot=at.slots.get(position=1), table=at.tables.get(number=2),
        producer=maker, buyer=hotel,
    )  # fmt: skip
    return at, *(at.registrations.get(organisation=each.organisation) for each in (maker, hotel))


def shown(at):
    forget(at.board)
    return frame_of(at.board).html


def check_in(at, row):
    take_in(at, [Said(uuid4(), "in", badge=row.badge)], at.created_by)


def test_screen_shows_the_table_and_both_sides(client, hall):
    at, *_rows = hall
    page = client.get(f"/board/{at.board}/").content.decode()
    assert "Weavers" in page and "Lotus Inn" in page and 'data-table="2"' in page


def test_nobody_is_late_while_no_door_checks_in(hall):
    at, *_rows = hall
    assert "is-late" not in shown(at)


def test_who_has_a_meeting_now_and_is_not_checked_in_is_late_and_called(hall):
    at, row, _hotel = hall
    check_in(at, row)
    html = shown(at)
    assert "Lotus Inn, please come to table 2" in html
    assert "Weavers, please come" not in html


def test_who_is_noted_as_missing_is_not_called(hall):
    at, row, hotel = hall
    check_in(at, row)
    hotel.away = [1]
    hotel.save()
    html = shown(at)
    assert "is-missing" in html and "please come" not in html


def test_organisers_call_somebody_until_they_stop_calling(english, hall):
    at, row, _hotel = hall
    english.force_login(at.created_by)
    for _twice in range(2):
        english.post(f"/forums/{at.pk}/day/{row.pk}/call/")
    assert "Weavers, please come to table 2" in shown(at)
    assert Call.objects.count() == 1
    english.post(f"/forums/{at.pk}/day/{row.pk}/call/", {"stop": "1"})
    assert "please come" not in shown(at)


def test_screen_that_knows_the_picture_is_answered_without_a_query(
    client, hall, django_assert_num_queries
):
    at, *_rows = hall
    url = f"/board/{at.board}/now/"
    first = client.get(url)
    with django_assert_num_queries(0):
        again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304 and not again.content


def test_picture_changes_with_the_hall(client, hall):
    at, row, _hotel = hall
    url = f"/board/{at.board}/now/"
    first = client.get(url)
    check_in(at, row)
    forget(at.board)  # three seconds later
    fresh = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert fresh.status_code == 200


def test_one_screen_makes_the_new_picture_while_the_others_show_the_last(
    hall, monkeypatch, django_assert_num_queries
):
    at, *_rows = hall
    first = frame_of(at.board)
    monkeypatch.setattr("forums.board.FRESH", timedelta(0))
    cache.add(f"board:{at.board}:building", 1, 5)
    with django_assert_num_queries(0):
        assert frame_of(at.board) == first


def test_new_address_closes_the_old_one(client, hall):
    at, *_rows = hall
    client.force_login(at.created_by)
    client.post(f"/forums/{at.pk}/board/new/")
    forget(at.board)
    assert client.get(f"/board/{at.board}/").status_code == 404
    at.refresh_from_db()
    assert client.get(f"/board/{at.board}/table/2/").status_code == 200


def test_code_of_no_screen_is_not_found(client):
    for code in ("ABCDEFGH", "abc", "%00", "A%00CDEFGH", "ក"):
        for path in (f"/board/{code}/", f"/board/{code}/now/", f"/c/{code}/"):
            assert client.get(path).status_code == 404
