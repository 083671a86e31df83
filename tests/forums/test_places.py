"""Who sits where and for whom there is a place: zones, wheelchairs, interpreters, quotas, caps."""

import pytest

from forums.models import (
    Forum,
    Quota,
    Registration,
    TableGroup,
)
from forums.pairing import decide_registration
from matching.timetabling import placeable_requests, problem_of
from tests.factories import (
    agreed_request,
    approved,
    buyer,
    category,
    forum,
    producer,
    product,
)
from tests.forums.steps import no_rows, rows

pytestmark = pytest.mark.django_db


# --- who is seated where ------------------------------------------------------------------------


@pytest.fixture
def pair():
    at, made, hotel = forum(tables=4), producer(), buyer()
    approved(at, made, hotel)
    agreed_request(at, made, hotel)
    return at, made, hotel


def tables_of(at):
    (request,) = problem_of(at, placeable_requests(at)).requests
    return request.tables


def test_pair_in_need_of_nothing_may_sit_anywhere(pair):
    assert tables_of(pair[0]) is None


def test_wheelchair_leads_to_an_accessible_table(pair):
    at, _made, hotel = pair
    at.furnish(4, [TableGroup(3, 4, accessible=True)])
    at.registrations.filter(organisation=hotel.organisation).update(accessible=True)
    assert tables_of(at) == {2, 3}


def test_two_without_a_common_language_sit_with_an_interpreter(pair):
    at, made, hotel = pair
    at.furnish(4, [TableGroup(1, 1, interpreter=True)])
    at.registrations.filter(organisation=made.organisation).update(languages=["km"])
    at.registrations.filter(organisation=hotel.organisation).update(languages=["en"])
    assert tables_of(at) == {0}
    at.registrations.filter(organisation=hotel.organisation).update(languages=["en", "km"])
    assert tables_of(at) is None


def test_zone_without_a_right_table_is_named_before_solving(english, pair):
    at, made, hotel = pair
    at.furnish(4, [TableGroup(1, 2, zone="Food"), TableGroup(3, 4, accessible=True)])
    at.registrations.filter(organisation=made.organisation).update(zone="Food")
    at.registrations.filter(organisation=hotel.organisation).update(accessible=True)
    english.force_login(at.created_by)
    page = english.get(f"/forums/{at.pk}/timetable/").content.decode()
    assert "no table is right for both" in page
    assert hotel.organisation.name_en in page


# --- places for some ----------------------------------------------------------------------------


def pending(at, party, side="producer"):
    return Registration.objects.create(
        forum=at, organisation=party.organisation, side=side, registered_by=at.created_by
    )


def test_quota_of_a_field_sends_the_next_of_it_to_the_waiting_list():
    at = forum()
    Quota.objects.create(forum=at, category=category().parent, most=1)
    first, second, other = (producer() for _ in range(3))
    product(first), product(second)
    states = []
    for maker in (first, second, other):
        row = pending(at, maker)
        full = decide_registration(row, at.created_by, "approve")
        row.refresh_from_db()
        states.append((row.state, full))
    assert states == [("approved", ""), ("waitlisted", "Fishery"), ("approved", "")]


def test_place_freed_in_a_district_goes_to_who_waits_for_it():
    at, first, second = forum(), producer(), producer()
    Quota.objects.create(forum=at, district=first.organisation.district, most=1)
    rows_ = [pending(at, each) for each in (first, second)]
    for row in rows_:
        decide_registration(row, at.created_by, "approve")
    decide_registration(at.registrations.get(pk=rows_[0].pk), at.created_by, "decline")
    assert at.registrations.get(pk=rows_[1].pk).state == "approved"


def test_quota_of_two_things_at_once_is_refused(english):
    at = forum()
    category()
    english.force_login(at.created_by)
    page = english.post(
        f"/forums/{at.pk}/edit/people/",
        {"booking": "timetabled"} | no_rows("questions")
        | rows(quotas=[{"category": "fishery", "district": "1710", "most": "3"}]),
    )  # fmt: skip
    assert "either a field of products or a district" in page.content.decode()
    assert not Quota.objects.exists()


def test_caps_of_the_forum_bind_everybody_of_that_side(pair):
    at, made, _hotel = pair
    Forum.objects.update(producer_meetings=3, producer_meetings_in_session=2)
    at.registrations.filter(organisation=made.organisation).update(max_meetings=5)
    at.refresh_from_db()
    people = problem_of(at, placeable_requests(at)).people
    assert people["producer", made.pk].most == 3
    assert people["producer", made.pk].most_in == ((1, 2), (2, 2))
    assert people["buyer", _hotel.pk].most is None


def test_two_rows_for_one_field_are_told_not_stored(english):
    at = forum()
    category()
    english.force_login(at.created_by)
    twice = [{"category": "fishery", "most": "3"}, {"category": "fishery", "most": "4"}]
    page = english.post(
        f"/forums/{at.pk}/edit/people/",
        {"booking": "timetabled"} | no_rows("questions") | rows(quotas=twice),
    )
    assert "There is a row for this already" in page.content.decode()


def test_who_waits_waits_on_while_its_field_is_full():
    at, first, second = forum(), producer(), producer()
    product(first), product(second)
    Quota.objects.create(forum=at, category=category().parent, most=1)
    rows_ = [pending(at, each) for each in (first, second)]
    for row in rows_:
        decide_registration(row, at.created_by, "approve")
    again = at.registrations.get(pk=rows_[1].pk)
    assert decide_registration(again, at.created_by, "approve") == "Fishery"
