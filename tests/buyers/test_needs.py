"""Needs: posted in words, private among buyers, bad input told."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from buyers.models import Need
from buyers.tasks import keep_needs_today
from notices.models import Notice
from tests.factories import UserFactory, buyer, need, producer

pytestmark = pytest.mark.django_db


def form_data(**changes):
    return {
        "name_km": "ប្រហុក", "name_en": "", "quantity": "200", "unit": "kg", "period": "month",
        "place-found": "district:1710", "price_ceiling_0": "15000", "price_ceiling_1": "KHR",
        "visibility": "public", "publish": "1",
    } | changes  # fmt: skip


def test_buyer_posts_a_need_delivered_to_a_town(english, hotel):
    page = english.post("/needs/new/", form_data(certificates_wished=["ovop"]))
    posted = Need.objects.get()
    assert page.url == f"/needs/{posted.pk}/"
    assert (posted.state, posted.province_id, posted.district_id) == ("open", "17", "1710")
    assert posted.certificates_wished == ["ovop"]
    assert posted.price_ceiling_usd > 0


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name_km": "", "name_en": ""}, "Write the name in Khmer or in English."),
        ({"name_km": "🐟🐟"}, "Say in words what you look for"),
        ({"name_km": "ក" * 5000}, "at most 200 characters"),
        ({"quantity": "0"}, "greater than or equal to 0.01"),
        ({"quantity": "many"}, "Enter a number"),
        ({"price_ceiling_0": "0"}, "No product costs that little"),
        ({"place-found": ""}, "Choose a place down to"),
        ({"deadline": "2001-01-01"}, "That day has passed"),
        ({"unit": "gallon"}, "Select a valid choice"),
        ({"months": ["13"]}, "Select a valid choice"),
    ],
)
def test_bad_input_is_told_in_a_sentence(english, hotel, changes, sentence):
    page = english.post("/needs/new/", form_data(details="for the kitchen", **changes))
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert "for the kitchen" in page.content.decode()
    assert not Need.objects.exists()


def test_buyers_do_not_see_each_others_needs(english, hotel):
    other = need(buyer("02"))
    assert english.get(f"/needs/{other.pk}/").status_code == 404
    assert other.name not in english.get("/needs/").content.decode()


def test_producers_see_open_public_needs_but_not_drafts_or_invited_ones(english):
    english.force_login(producer().organisation.members.get())
    shown = need(name_en="shown need")
    need(name_en="draft need", state=Need.State.DRAFT)
    need(name_en="invited need", visibility="invited")
    text = english.get("/needs/?lang=en").content.decode()
    assert "ប្រហុក" in text or "shown need" in text
    assert list(Need.objects.visible_to(producer().organisation.members.get())) == [shown]


def test_weekly_and_yearly_quantities_become_monthly():
    assert need(quantity=Decimal(12), period="week").monthly_quantity == 52
    assert need(quantity=Decimal(120), period="year").monthly_quantity == 10


def test_closed_need_cannot_be_edited(english, hotel):
    over = need(hotel, state=Need.State.CLOSED)
    assert english.get(f"/needs/{over.pk}/edit/").status_code == 302


def test_user_without_a_buyer_is_led_to_the_profile(english):
    english.force_login(UserFactory(role="buyer"))
    assert english.get("/needs/new/").url == "/my/buyer/"


def test_needs_list_costs_the_same_for_many(english, hotel, django_assert_max_num_queries):
    for _ in range(15):
        need(hotel)
    with django_assert_max_num_queries(8):
        english.get("/needs/")


def test_price_without_its_currency_is_in_riel(english, hotel):
    data = form_data()
    del data["price_ceiling_1"]
    english.post("/needs/new/", data)
    assert str(Need.objects.get().price_ceiling.currency) == "KHR"


def test_api_refuses_an_empty_currency_with_a_sentence(english, hotel):
    answer = english.post(
        "/api/v1/needs/",
        {"buyer": hotel.pk, "name_en": "prahok", "quantity": "5", "province": "17", "price_ceiling": "5",
         "price_ceiling_currency": ""},
        content_type="application/json",
    )  # fmt: skip
    assert answer.status_code == 400
    assert "price_ceiling" in answer.content.decode()


def test_producer_who_was_shown_a_need_still_reaches_it_when_it_is_over(english, hotel):
    maker = producer()
    wanted = need(hotel, opened_at=timezone.now(), state="filled", name_en="quiet lake fish")
    hidden = need(hotel, opened_at=timezone.now(), state="filled", visibility="invited")
    never = need(hotel, state="draft")
    english.force_login(maker.organisation.members.get())
    codes = [english.get(f"/needs/{each.pk}/").status_code for each in (wanted, hidden, never)]
    assert codes == [200, 404, 404]
    assert wanted.name_en not in english.get("/needs/").content.decode()


def test_need_whose_day_has_passed_is_paused_and_its_buyer_told(english):
    wanted = need(deadline=timezone.localdate() - timedelta(days=1))
    other = need(deadline=timezone.localdate())
    assert keep_needs_today()["paused"] == 1
    assert keep_needs_today()["paused"] == 0
    for row in (wanted, other):
        row.refresh_from_db()
    assert (wanted.state, other.state) == ("paused", "open")
    assert Notice.objects.filter(kind="need_ended", recipient=wanted.buyer.organisation.members.get()).exists()  # fmt: skip
    english.force_login(wanted.buyer.organisation.members.get())
    page = english.post(f"/needs/{wanted.pk}/step/open/", follow=True)
    assert "Choose a later one" in page.content.decode()
    assert page.redirect_chain[-1][0] == f"/needs/{wanted.pk}/edit/"
    Need.objects.filter(pk=wanted.pk).update(deadline=timezone.localdate())
    english.post(f"/needs/{wanted.pk}/step/open/")
    wanted.refresh_from_db()
    assert wanted.state == "open"
