"""A product's life: drafted, handed in, sent back, registered, suspended; and what follows."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from djmoney.money import Money

from notices.models import Notice
from ovop.kernel.states import StateConflict
from places.models import ExchangeRate
from producers import deciding
from producers.models import Product, ProductReview
from tests.factories import producer, product, staff
from tests.producers.listing import EVERY_TICK, filled, send
from tests.producers.searching import searched

pytestmark = pytest.mark.django_db
S = Product.State


def test_registration_numbers_count_per_province_and_year():
    officer = staff()
    numbers = []
    for code in ("17", "17", "02"):
        item = product(producer(code), state=S.SUBMITTED)
        item.register(officer)
        numbers.append(item.registration_number)
    assert [n[-4:] for n in numbers] == ["0001", "0002", "0001"]
    assert numbers[0].startswith("KH-OVOP-17-")


def test_product_registered_again_keeps_its_number():
    officer, item = staff(), product(state=S.SUBMITTED)
    item.register(officer)
    number = item.registration_number
    item.suspend()
    item.register(officer)
    assert item.registration_number == number


def test_draft_cannot_be_registered_without_review():
    item = product(state=S.DRAFT)
    with pytest.raises(StateConflict):
        item.register(staff())
    assert not ProductReview.objects.exists()
    item.refresh_from_db()
    assert item.registration_number is None


def test_every_decision_is_kept_with_its_note():
    officer, item = staff(), product(state=S.SUBMITTED)
    deciding.request_changes(item, officer, "show the label", {"photos": "too dark"})
    assert item.open_remarks == {"photos": "too dark"}
    item.submit()
    deciding.register(item, officer)
    assert item.open_remarks == {}
    assert [r.decision for r in item.reviews.all()] == ["registered", "changes_requested"]


def test_state_changes_leave_an_audit_trail_even_by_raw_update():
    item = product(state=S.SUBMITTED)
    Product.objects.filter(pk=item.pk).update(state=S.DRAFT)
    assert item.events.filter(pgh_label="update", state=S.DRAFT).exists()


def test_place_follows_the_village():
    item = product(producer("02"))
    assert (item.province_id, item.district_id, item.commune_id) == ("02", "0210", "021007")


def test_prices_in_riel_and_dollars_become_comparable():
    ExchangeRate.objects.create(on="2020-01-01", khr_per_usd=4000)
    assert product(price=Money(12000, "KHR")).price_usd == Decimal("3.0000")
    assert product(price=Money("36", "USD"), unit="dozen").price_usd == Decimal("3.0000")


@pytest.mark.parametrize(
    "fields",
    [
        {"name_km": "", "name_en": ""},
        {"price": Money(0, "KHR")},
        {"monthly_supply": [Decimal(1)] * 11},
        {"stars": 6},
    ],
)
def test_database_refuses_what_must_never_be(fields):
    with pytest.raises(IntegrityError), transaction.atomic():
        product(**fields)


def test_registered_without_a_number_is_refused_by_the_database():
    item = product(state=S.DRAFT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Product.objects.filter(pk=item.pk).update(state=S.REGISTERED)


# --- searching --------------------------------------------------------------------------------


def test_khmer_word_inside_a_run_without_spaces_is_found():
    item = product(name_km="ប្រហុកត្រីកំភ្លាញសៀមរាប", name_en="")
    assert list(searched(Product.objects.all(), "ត្រី")) == [item]


def test_english_plural_finds_the_singular():
    item = product(name_km="", name_en="Rattan basket")
    assert list(searched(Product.objects.all(), "baskets")) == [item]


def test_misspelt_word_still_finds():
    item = product(name_km="", name_en="Prahok of gourami")
    assert list(searched(Product.objects.all(), "prahuk")) == [item]


def test_misspelt_khmer_word_still_finds():
    item = product(name_km="ស្ករត្នោតម្សៅ", name_en="")
    assert list(searched(Product.objects.all(), "ស្ករតោត")) == [item]


def test_search_without_a_word_finds_nothing():
    product()
    assert not searched(Product.objects.all(), "🐟 !!")


@pytest.mark.parametrize("text", ["'", "a & b | !c", "\\", "<->", "':*", "a\x00b", "ក" * 3000])
def test_search_never_breaks_on_what_is_typed(text):
    product()
    list(searched(Product.objects.all(), text))


def test_name_weighs_more_than_description():
    described = product(name_km="", name_en="Basket", description_en="for honey")
    named = product(name_km="", name_en="Honey")
    assert list(searched(Product.objects.all(), "honey")) == [named, described]


# --- pages ------------------------------------------------------------------------------------


@pytest.fixture
def maker(english):
    made = producer()
    product(made, state=S.DRAFT).delete()  # makes the category
    english.force_login(made.organisation.members.get())
    return made


def test_producer_lists_a_product_and_hands_it_in(english, maker):
    officer = staff()
    page = send(english, maker, follow=True, submit="1")
    item = Product.objects.get()
    assert item.state == S.SUBMITTED
    assert item.months_available == [1, 2, 12]
    assert item.monthly_supply[0] == 50
    assert item.province_id == "17"
    assert "Handed in" in page.content.decode()
    assert Notice.objects.filter(recipient=officer, kind="product_submitted").exists()


def test_form_sent_twice_makes_one_product(english, maker):
    client_id = "6f1d2c34-0000-4000-8000-000000000001"
    for _ in range(2):
        send(english, maker, client_id)
    assert Product.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name_km": ""}, "Write the name in Khmer or in English."),
        ({"price_0": "-5"}, "greater than or equal to 0.01"),
        ({"price_to": "11000"}, "The highest price is below the lowest."),
        ({"category": ""}, "Choose what kind of product it is."),
        ({"price_0": "abc"}, "Enter a number"),
        ({"monthly_supply-months": []}, "Tap at least one month"),
        ({"monthly_supply-amount": "NaN"}, "Write how much you can supply"),
        ({"monthly_supply-amount": "1e99"}, "Write how much you can supply"),
        ({"village-found": "village:nowhere"}, "Choose a place down to"),
        ({"minimum_order": "0"}, "greater than or equal to 0.01"),
    ],
)
def test_bad_input_is_told_and_what_was_typed_is_kept(english, maker, changes, sentence):
    page = send(english, maker, packaging="clay jar", **changes)
    text = page.content.decode()
    assert page.status_code == 200
    assert sentence in text
    assert "clay jar" in text
    assert not Product.objects.exists()


def test_second_of_two_editors_is_told_and_keeps_what_was_typed(english, maker):
    item = product(maker, state=S.DRAFT)
    english.post(f"/products/{item.pk}/edit/", filled(version="1", name_en="First"))
    page = english.post(f"/products/{item.pk}/edit/", filled(version="1", name_en="Second"))
    item.refresh_from_db()
    assert item.name_en == "First"
    text = page.content.decode()
    assert "Somebody else changed this product" in text
    assert "<del>First</del>" in text
    assert "<ins>Second</ins>" in text
    assert "<del>kg" not in text, "only what differs is shown"


def test_editing_keeps_months_that_differ(english, maker):
    supply = [Decimal(10), Decimal(20)] + [Decimal(0)] * 10
    item = product(maker, state=S.DRAFT, monthly_supply=supply)
    shown = english.get(f"/products/{item.pk}/edit/").content.decode()
    assert 'name="monthly_supply-1" value="10"' in shown
    assert 'name="monthly_supply-2" value="20"' in shown
    own = {"monthly_supply-1": "10", "monthly_supply-2": "20", "monthly_supply-3": "៥"}
    data = filled(**{"monthly_supply-amount": "", "monthly_supply-months": ["1", "2"]}, **own)
    english.post(f"/products/{item.pk}/edit/", data)
    item.refresh_from_db()
    assert item.monthly_supply[:4] == [10, 20, 5, 0]


def test_reviewer_registers_and_the_producer_is_told(english):
    item = product(state=S.SUBMITTED)
    english.force_login(staff("17"))
    english.post(f"/review/{item.pk}/register/", EVERY_TICK)
    item.refresh_from_db()
    assert item.is_public
    told = Notice.objects.get(kind="product_registered")
    assert told.recipient == item.producer.organisation.members.get()
    assert english.get(f"/products/{item.pk}/").status_code == 200


def test_changes_asked_without_a_note_are_refused(english):
    item = product(state=S.SUBMITTED)
    english.force_login(staff("17"))
    assert english.post(f"/review/{item.pk}/changes/", {"note": " "}).status_code == 422
    item.refresh_from_db()
    assert item.state == S.SUBMITTED


def test_staff_of_another_province_cannot_review(english):
    item = product(producer("02"), state=S.SUBMITTED)
    english.force_login(staff("17"))
    assert english.post(f"/review/{item.pk}/register/").status_code == 404
    item.refresh_from_db()
    assert item.state == S.SUBMITTED


@pytest.mark.parametrize("count", [2, 20])
def test_catalogue_asks_the_database_as_often_for_few_as_for_many(
    client, django_assert_max_num_queries, count
):
    made = producer()
    for _ in range(count):
        product(made)
    with django_assert_max_num_queries(6):
        assert client.get("/products/").status_code == 200


def test_product_page_stays_within_eight_queries(client, django_assert_max_num_queries):
    item = product()
    with django_assert_max_num_queries(8):
        client.get(f"/products/{item.pk}/")


def test_catalogue_without_results_offers_a_way_on(english):
    page = english.get("/products/", {"q": "submarine"}).content.decode()
    assert "Nothing fits all of that" in page
    assert "Show all products" in page
