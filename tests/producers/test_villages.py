"""Village and province pages, and asking to come."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Organisation
from notices.models import Notice
from places.models import Village
from producers.models import Producer, Product, Visit, VisitRequest
from tests.factories import organisation, producer, product, staff

pytestmark = pytest.mark.django_db


def visit(maker, **fields):
    values = {"kind": "workshop", "name_en": "Weave a krama", "days": list(range(1, 8))} | fields
    return Visit.objects.create(producer=maker, **values)


def asked(**changes):
    tomorrow = timezone.localdate() + timedelta(days=1)
    return {"name": "Dara", "phone": "012 345 678", "day": f"{tomorrow}", "people": "2"} | changes


def test_village_page_shows_what_is_made_by_whom_and_what_lies_near(english):
    item = product(name_en="Prahok of the lake")
    near = Village.objects.get(pk="17100701")
    near.pk, near.code, near.name_en = "17100702", "17100702", "Phum Pi"
    near._state.adding = True
    near.save()
    other = producer()
    other.organisation.village = near
    product(other, village=near)
    visit(item.producer)
    page = english.get("/villages/17100701/").content.decode()
    for text in ("Prahok of the lake", "household of 17", "Weave a krama", "Phum Pi"):
        assert text in page


def test_village_without_products_leads_to_its_province(english, gazetteer):
    page = english.get("/villages/17100701/").content.decode()
    assert "Nothing of this village is registered yet" in page
    assert 'href="/provinces/17/"' in page


def test_drafts_and_their_makers_are_not_on_the_village_page(english):
    item = product(state=Product.State.DRAFT, name_en="Hidden canary")
    visit(item.producer, name_en="Canary visit")
    page = english.get("/villages/17100701/").content.decode()
    assert "anary" not in page


def test_province_page_shows_fields_villages_and_neighbours(english):
    product()
    page = english.get("/provinces/17/").content.decode()
    for text in ("1 registered product", "Fishery", "Phum Muoy 17", "Battambang"):
        assert text in page


@pytest.mark.parametrize(
    "address",
    ["/villages/nowhere/", "/provinces/99/", "/visits/1/", "/villages/a%00b/", "/provinces/%00/"],
)
def test_place_that_is_none_is_a_404(client, gazetteer, address):
    assert client.get(address).status_code == 404


def test_visitor_asks_without_an_account_and_the_village_is_told(english):
    offered = visit(product().producer)
    answer = english.post(f"/visits/{offered.pk}/", asked(), follow=True)
    assert "The village will call you" in answer.content.decode()
    assert str(VisitRequest.objects.get().phone) == "+85512345678"
    assert Notice.objects.filter(kind="visit_asked", channel="in_app").count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"day": "2020-01-01"}, "Choose a day from tomorrow on"),
        ({"day": "9999-12-27"}, "Choose a day within a year"),
        ({"people": "11"}, "At most 10 people at once"),
        ({"phone": "12"}, "not a phone number"),
    ],
)
def test_impossible_wish_is_told_and_the_rest_kept(english, changes, sentence):
    offered = visit(product().producer)
    page = english.post(f"/visits/{offered.pk}/", asked(**changes)).content.decode()
    assert sentence in page
    assert 'value="Dara"' in page
    assert not VisitRequest.objects.exists()


def test_wrong_day_of_the_week_names_the_possible_ones(english):
    day = timezone.localdate() + timedelta(days=7)
    offered = visit(product().producer, days=[day.isoweekday() % 7 + 1])
    page = english.post(f"/visits/{offered.pk}/", asked(day=f"{day}")).content.decode()
    assert "Not on that day. Possible:" in page


def test_robot_that_fills_the_trap_is_thanked_and_not_kept(english):
    offered = visit(product().producer)
    english.post(f"/visits/{offered.pk}/", asked(website="http://spam"))
    assert not VisitRequest.objects.exists()


def test_sixth_request_within_an_hour_is_refused(english):
    offered = visit(product().producer)
    for _ in range(6):
        page = english.post(f"/visits/{offered.pk}/", asked())
    assert "asked several times already" in page.content.decode()
    assert VisitRequest.objects.count() == 5


def test_producer_answers_and_only_theirs(english):
    offered = visit(product().producer)
    english.post(f"/visits/{offered.pk}/", asked())
    wish = VisitRequest.objects.get()
    url = f"/producers/{offered.producer_id}/visits/asked/{wish.pk}/"
    english.force_login(producer("02").organisation.members.get())
    assert english.post(url, {"accept": "1"}).status_code == 404
    assert english.get(f"/producers/{offered.producer_id}/visits/").status_code == 404
    english.force_login(offered.producer.organisation.members.get())
    assert (
        "012 345 678" in english.get(f"/producers/{offered.producer_id}/visits/").content.decode()
    )
    english.post(url, {"accept": "1"})
    wish.refresh_from_db()
    assert wish.state == "accepted"
    assert "not possible any more" in english.post(url, {}, follow=True).content.decode()


def test_producer_offers_a_visit(english):
    maker = producer()
    english.force_login(maker.organisation.members.get())
    data = {
        "kind": "meal", "name_km": "អាហារថ្ងៃត្រង់", "days": ["6", "7"], "price_0": "២០,០០០",
        "price_1": "KHR", "most_people": "8", "offered": "on",
    }  # fmt: skip
    english.post(f"/producers/{maker.pk}/visits/new/", data)
    made = Visit.objects.get()
    assert (made.days, made.price.amount) == ([6, 7], 20000)
    page = english.post(f"/producers/{maker.pk}/visits/new/", data | {"days": []})
    assert page.status_code == 200
    assert Visit.objects.count() == 1


def test_officer_offers_for_who_has_no_phone(english):
    made = Producer.objects.create(organisation=organisation("household"))
    english.force_login(staff("17"))
    assert english.get(f"/producers/{made.pk}/visits/new/").status_code == 200
    english.force_login(staff("02"))
    assert english.get(f"/producers/{made.pk}/visits/new/").status_code == 404


def test_officer_is_told_for_a_producer_without_an_account(english):
    officer = staff("17")
    item = product()
    item.producer.organisation.memberships.all().delete()
    Producer.objects.update(enrolled_by=officer)
    english.post(f"/visits/{visit(item.producer).pk}/", asked())
    assert Notice.objects.get(kind="visit_asked", channel="in_app").recipient == officer


def test_odd_letters_in_an_address_do_no_harm(client, gazetteer):
    assert client.get("/provinces/17%00/").status_code in (200, 404)


def test_producer_let_in_at_a_door_has_no_village_and_a_page_all_the_same(english):
    made = product().producer
    Organisation.objects.filter(pk=made.organisation_id).update(
        village=None, commune=None, district=None
    )
    visit = Visit.objects.create(
        producer=made, kind="meal", name_en="Lunch", days=[1, 2, 3, 4, 5, 6, 7]
    )
    for path in (f"/producers/{made.pk}/", f"/visits/{visit.pk}/"):
        page = english.get(path)
        assert page.status_code == 200, path
        assert "/villages/None/" not in page.content.decode()
