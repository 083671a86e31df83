"""The door: badges, names, walk-ins; said late, twice, by two doors, with a wrong clock."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from accounts.models import Organisation
from forums.arriving import Said, take_in
from forums.models import CheckIn, Registration
from forums.walk_ins import WalkIn
from tests.factories import approved, buyer, forum, producer, staff

pytestmark = pytest.mark.django_db
URL = "/forums/{}/door/"


@pytest.fixture
def hall():
    """A forum, the registration of a producer and that of a buyer."""
    at = forum()
    maker, hotel = producer(), buyer()
    approved(at, maker, hotel)
    return at, *(at.registrations.get(organisation=each.organisation) for each in (maker, hotel))


def come(row, ago=0.0, kind="in", key=None):
    return Said(key=key or uuid4(), kind=kind, ago=ago, badge=row.badge)


def say(client, at, *items, **more):
    sent = {"said": items} | more
    return client.post(
        URL.format(at.pk) + "say/", json.dumps(sent), content_type="application/json"
    )


def test_scanned_badge_checks_in_and_the_second_scan_says_since_when(english, hall):
    at, row, _hotel = hall
    english.force_login(at.created_by)
    badge = f"https://ovop.example/b/{row.badge}/"
    first = say(english, at, {"key": str(uuid4()), "kind": "in", "badge": badge}).json()
    assert first["results"][0]["result"] == "in"
    assert [person["id"] for person in first["people"]] == [row.pk]
    again = say(english, at, {"key": str(uuid4()), "kind": "in", "badge": badge}).json()
    assert again["results"][0]["result"] == "already"
    assert "is in already, since" in again["results"][0]["text"]


def test_what_was_sent_twice_is_taken_once_and_answered_the_same(english, hall):
    at, row, _hotel = hall
    english.force_login(at.created_by)
    item = {"key": str(uuid4()), "kind": "in", "badge": row.badge}
    answers = [say(english, at, item).json()["results"] for _ in range(2)]
    assert answers[0][0]["result"] == answers[1][0]["result"] == "in"
    assert CheckIn.objects.count() == 1


def test_two_doors_agree_whichever_of_them_reaches_the_server_first(hall):
    at, row, _hotel = hall
    door_a = [come(row, ago=600)]
    door_b = [come(row, ago=300, kind="undo")]
    seen = []
    for order in ((door_a, door_b), (door_b, door_a)):
        for said in order:
            take_in(at, said, at.created_by)
        row.refresh_from_db()
        seen.append(row.checked_in_at)
        row.check_ins.all().delete()
    assert seen == [None, None]


def test_phone_that_found_its_network_late_counts_from_when_it_scanned(hall):
    at, row, _hotel = hall
    now = timezone.now()
    take_in(at, [come(row, ago=60)], at.created_by, "north", now)
    take_in(at, [come(row, ago=3600)], at.created_by, "south", now)
    row.refresh_from_db()
    assert row.checked_in_at == now - timedelta(hours=1)


def test_clock_that_was_set_back_does_not_turn_the_order_round(hall):
    at, row, _hotel = hall
    now = timezone.now()
    # In, then taken back; meanwhile the phone's clock was set back an hour: the second seems to be older.
    said = [come(row, ago=10), come(row, ago=3610, kind="undo")]
    take_in(at, said, at.created_by, now=now)
    row.refresh_from_db()
    assert row.checked_in_at is None


@pytest.mark.parametrize("ago", [10.0**8, -500.0])
def test_absurd_clock_is_kept_within_reason(hall, ago):
    at, row, _hotel = hall
    now = timezone.now()
    take_in(at, [come(row, ago=ago)], at.created_by, now=now)
    row.refresh_from_db()
    assert now - timedelta(days=3) <= row.checked_in_at <= now


def test_foreign_code_and_badge_of_another_forum_are_told_apart(english, hall):
    at, row, _hotel = hall
    other = forum(at.created_by)
    english.force_login(at.created_by)
    texts = [
        say(english, other, {"key": str(uuid4()), "kind": "in", "badge": badge}).json()["results"][0]["text"]
        for badge in ("https://example.com/menu", row.badge, "WIFI:S:hall;;")
    ]  # fmt: skip
    assert "not a badge of ours" in texts[0] and "another forum" in texts[1]
    assert "not a badge of ours" in texts[2]
    row.refresh_from_db()
    assert row.checked_in_at is None


def test_who_has_no_place_is_not_checked_in_but_can_be_let_in(english, hall):
    at, row, _hotel = hall
    Registration.objects.filter(pk=row.pk).update(state="pending")
    english.force_login(at.created_by)
    waits = say(english, at, {"key": str(uuid4()), "kind": "in", "badge": row.badge}).json()
    assert waits["results"][0]["result"] == "waits"
    let_in = {"organisation": row.organisation_id}
    say(english, at, {"key": str(uuid4()), "kind": "walk_in", "walk_in": let_in})
    row.refresh_from_db()
    assert (row.state, bool(row.checked_in_at)) == ("approved", True)


def test_walk_in_has_a_place_a_badge_and_is_there(english, hall):
    at, *_rows = hall
    english.force_login(at.created_by)
    given = {"name": "ក្រុមតម្បាញ", "side": "producer", "phone": "០១២ ៧៧៧ ៦៦៦"}
    key = str(uuid4())
    for _twice in range(2):
        got = say(english, at, {"key": key, "kind": "walk_in", "walk_in": given}).json()
    assert got["results"][0]["result"] == "in", got
    made = at.registrations.get(pk=got["results"][0]["id"]).organisation
    assert made.name == "ក្រុមតម្បាញ"
    row = at.registrations.get(organisation=made)
    assert got["results"][0]["id"] == row.pk
    assert (row.state, row.side, bool(row.checked_in_at)) == ("approved", "producer", True)
    assert str(made.phone) == "+85512777666" and made.province_id == at.province_id


def test_walk_in_whose_phone_we_know_is_not_made_a_second_time(hall):
    at, row, _hotel = hall
    Organisation.objects.filter(pk=row.organisation_id).update(phone="+85512999888")
    said = Said(uuid4(), "walk_in", walk_in=WalkIn("Somebody", "producer", "012 999 888"))
    assert take_in(at, [said], at.created_by)[0].registration == row


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"name": "", "side": "producer"}, "Write the name"),
        ({"name": "X", "side": "both"}, "sell or buy"),
        ({"organisation": 10**12}, "not known any more"),
    ],
)
def test_walk_in_that_cannot_be_registered_says_why(english, hall, given, told):
    at, *_rows = hall
    english.force_login(at.created_by)
    got = say(english, at, {"key": str(uuid4()), "kind": "walk_in", "walk_in": given}).json()
    assert got["results"][0]["result"] == "wrong" and told in got["results"][0]["text"]


def test_walk_in_with_a_mistyped_phone_is_there_all_the_same(english, hall):
    at, *_rows = hall
    english.force_login(at.created_by)
    given = {"name": "Sok Dara", "side": "buyer", "phone": "12"}
    got = say(english, at, {"key": str(uuid4()), "kind": "walk_in", "walk_in": given}).json()
    assert got["results"][0]["result"] == "in"
    assert Organisation.objects.get(name_en="Sok Dara").phone == ""


def test_helper_at_the_door_cannot_read_the_register_by_counting_numbers(english, hall):
    at, *_rows = hall
    secret = producer("02", name_en="Secret weavers")
    english.force_login(at.created_by)
    walk_in = {"organisation": secret.organisation_id}
    got = say(english, at, {"key": str(uuid4()), "kind": "walk_in", "walk_in": walk_in}).json()
    assert got["results"][0]["result"] == "wrong"
    assert "Secret weavers" not in str(got)


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "in", "badge": "\ud83d"}, {"kind": "in", "badge": "a\0b"}, {"kind": "walk_in", "walk_in": "x"},
        {"kind": "walk_in", "walk_in": {"name": "X", "side": "foo", "phone": "012999888"}},
    ],
)  # fmt: skip
def test_bad_record_does_not_hold_up_the_others_of_a_phone(english, hall, bad):
    at, row, _hotel = hall
    english.force_login(at.created_by)
    good = {"key": str(uuid4()), "kind": "in", "badge": row.badge}
    answer = say(english, at, {"key": str(uuid4())} | bad, good, door="north\0")
    assert answer.status_code == 200 and len(answer.json()["results"]) == 2
    row.refresh_from_db()
    assert row.checked_in_at


def test_walk_in_into_a_full_hall_waits(hall):
    at, *_rows = hall
    type(at).objects.filter(pk=at.pk).update(most_producers=1)
    said = Said(uuid4(), "walk_in", walk_in=WalkIn("Late weavers"))
    row = take_in(at, [said], at.created_by)[0]
    assert (row.result, row.registration.state) == ("waits", "waitlisted")


def test_scans_that_arrive_after_the_day_is_over_still_count(hall):
    at, row, _hotel = hall
    type(at).objects.filter(pk=at.pk).update(state="finished")
    at.refresh_from_db()
    walk_in = Said(uuid4(), "walk_in", ago=9000, walk_in=WalkIn("Late weavers"))
    found = take_in(at, [come(row, ago=9000), walk_in], at.created_by)
    assert [each.result for each in found] == ["in", "in"]


def test_who_was_missing_and_comes_is_expected_again_but_not_when_they_cannot(hall):
    at, row, _hotel = hall
    row.away = [1, 2, 5]
    row.save()
    take_in(at, [come(row)], at.created_by)
    row.refresh_from_db()
    assert row.away == [5]


def test_scan_from_before_they_left_does_not_bring_them_back_but_coming_again_does(client, hall):
    at, row, _hotel = hall
    client.force_login(at.created_by)
    client.post(f"/forums/{at.pk}/day/{row.pk}/", {"state": "never"})
    row.refresh_from_db()
    assert len(row.away) == 6
    take_in(at, [come(row, ago=600)], at.created_by)  # from a phone that had no network
    row.refresh_from_db()
    assert len(row.away) == 6
    assert row.checked_in_at, "they were there"
    take_in(at, [come(row)], at.created_by)
    row.refresh_from_db()
    assert row.away == []


def test_everybody_whom_no_door_saw_is_noted_as_missing_at_once(english, hall):
    at, row, hotel = hall
    take_in(at, [come(row)], at.created_by)
    english.force_login(at.created_by)
    page = english.post(f"/forums/{at.pk}/day/missing/", follow=True).content.decode()
    hotel.refresh_from_db()
    row.refresh_from_db()
    assert (len(hotel.away), row.away) == (6, [])
    assert "1 organisation that has not come" in page


def test_news_is_a_few_bytes_when_no_door_said_anything(english, hall):
    at, row, hotel = hall
    take_in(at, [come(row)], at.created_by)
    latest = CheckIn.objects.get().pk
    english.force_login(at.created_by)
    url = f"{URL.format(at.pk)}news/?since={latest}"
    first = english.get(url)
    assert first.json() == {"latest": latest, "people": []}
    assert english.get(url, headers={"If-None-Match": first["ETag"]}).status_code == 304
    take_in(at, [come(hotel)], at.created_by)
    fresh = english.get(url, headers={"If-None-Match": first["ETag"]})
    assert [person["id"] for person in fresh.json()["people"]] == [hotel.pk]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "[" * 100_000,
        '{"said": [{"key": "x"}]}',
        '{"said": [{"key": "6f1c0f0e-7a6b-4c39-9d43-0d7a8e0d7a11", "kind": "in", "ago": NaN}]}',
    ],
    ids=["empty", "list", "deep", "keyless", "no number"],
)
def test_what_no_phone_of_ours_sends_is_no_error_of_the_server(client, hall, body):
    at, *_rows = hall
    client.force_login(at.created_by)
    answer = client.post(URL.format(at.pk) + "say/", body, content_type="application/json")
    assert answer.status_code in (200, 400)
    assert not CheckIn.objects.exists()


def test_phone_of_another_person_by_now_sends_nothing_for_the_first(client, hall):
    at, row, _hotel = hall
    client.force_login(at.created_by)
    item = {"key": str(uuid4()), "kind": "in", "badge": row.badge}
    assert say(client, at, item, user="0").status_code == 409
    assert not CheckIn.objects.exists()


def test_door_works_with_forms_alone(english, hall):
    at, row, _hotel = hall
    english.force_login(at.created_by)
    page = english.get(URL.format(at.pk), {"q": row.organisation.name}).content.decode()
    assert page.count('<li class="door-person') == 2  # the one found, and the script's template
    english.post(URL.format(at.pk) + "check-in/", {"registration": row.pk, "kind": "in"})
    row.refresh_from_db()
    assert row.checked_in_at
    english.post(URL.format(at.pk) + "check-in/", {"registration": row.pk, "kind": "undo"})
    row.refresh_from_db()
    assert row.checked_in_at is None


def test_form_of_a_walk_in_pressed_twice_registers_once(english, hall):
    at, *_rows = hall
    english.force_login(at.created_by)
    given = {"key": str(uuid4()), "kind": "walk_in", "name": "Weavers", "side": "buyer"}
    for _twice in range(2):
        english.post(URL.format(at.pk) + "check-in/", given)
    assert Organisation.objects.filter(name_en="Weavers").count() == 1


def test_badge_scanned_with_the_phones_own_camera_leads_organisers_to_the_door(client, hall):
    at, row, hotel = hall
    client.force_login(at.created_by)
    assert client.get(f"/b/{row.badge}/").url == f"/forums/{at.pk}/door/?badge={row.badge}"
    client.force_login(hotel.organisation.members.get())
    assert client.get(f"/b/{row.badge}/").url == f"/forums/{at.pk}/"


def test_badges_are_printed_one_for_each_person(english, hall):
    at, row, _hotel = hall
    english.force_login(at.created_by)
    paper = english.get(f"/forums/{at.pk}/badges.pdf", {"registration": row.pk})
    assert paper["Content-Type"] == "application/pdf" and paper.content.startswith(b"%PDF")
    assert english.get(f"/forums/{at.pk}/badges.pdf", {"registration": 10**9}).status_code == 404


def test_door_of_another_province_is_closed(client, hall):
    at, row, _hotel = hall
    client.force_login(staff("02"))
    assert client.get(URL.format(at.pk)).status_code == 404
    assert say(client, at, {"key": str(uuid4()), "kind": "in", "badge": row.badge}).status_code == 404  # fmt: skip
    client.force_login(row.organisation.members.get())
    assert client.get(URL.format(at.pk)).status_code == 403


def test_door_costs_the_same_queries_for_many_people(client, hall, django_assert_max_num_queries):
    at, *_rows = hall
    approved(at, *(producer() for _ in range(5)))
    client.force_login(at.created_by)
    with django_assert_max_num_queries(12):
        client.get(URL.format(at.pk))
