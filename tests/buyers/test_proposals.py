"""A need in plain words fills the form's empty fields, and nothing else."""

import pytest
from django.http import QueryDict

from buyers.models import Need
from buyers.proposals import fill_in, propose
from producers.models import ProductTerm
from tests.factories import category, product

pytestmark = pytest.mark.django_db


@pytest.fixture
def palm_sugar():
    kind = category("palm-sugar", "food")
    ProductTerm.objects.create(words_en="palm sugar", words_km="ស្ករត្នោត", category=kind)
    return kind


def test_english_sentence_gives_kind_amount_price_months_and_certificate(palm_sugar):
    said = propose("Palm sugar, 50 kg a week from October to January, organic, up to $3 per kg")
    assert said == {
        "category": palm_sugar.pk, "unit": "kg", "period": "week", "quantity": "50",
        "price_ceiling_0": "3", "price_ceiling_1": "USD", "months": ["1", "10", "11", "12"],
        "certificates_wished": ["organic"],
    }  # fmt: skip


def test_khmer_sentence_with_khmer_digits_is_read_too(palm_sugar):
    said = propose("ត្រូវការស្ករត្នោត ២០០គីឡូ ក្នុងមួយខែ មិនលើស ១២,០០០ រៀល ត្រូវមានវិញ្ញាបនបត្រសរីរាង្គ")
    assert (said["category"], said["quantity"], said["unit"]) == (palm_sugar.pk, "200", "kg")
    assert (said["period"], said["price_ceiling_0"], said["price_ceiling_1"]) == (
        "month",
        "12000",
        "KHR",
    )
    assert said["certificates_required"] == ["organic"]


@pytest.mark.parametrize(
    ("text", "quantity", "unit", "period"),
    [
        ("1,500 pieces of krama a year", "1500", "piece", "year"),
        ("10 litres of honey every day", "300", "l", "month"),
        ("២តោន ក្នុងមួយឆ្នាំ", "2", "t", "year"),
        ("5 dozen eggs weekly", "5", "dozen", "week"),
        ("2.5 kg of pepper once", "2.5", "kg", "once"),
        ("1 500 kg of rice a month", "1500", "kg", "month"),
        ("12,000 kg of rice a year", "12000", "kg", "year"),
        ("200 bottles of 0.5 l fish sauce a week", "200", "piece", "week"),
    ],
)
def test_amounts_in_many_wordings(text, quantity, unit, period):
    said = propose(text)
    assert (said["quantity"], said["unit"], said["period"]) == (quantity, unit, period)


@pytest.mark.parametrize("text", ["honey from Battambang", "ទឹកឃ្មុំពីខេត្តបាត់ដំបង", "ទឹកឃ្មុំពីបាត់ដំបង"])
def test_place_it_should_come_from_is_understood(gazetteer, text):
    assert propose(text)["origin"] == "02"


def test_place_it_goes_to_is_no_origin(gazetteer):
    assert "origin" not in propose("honey for our hotel in Battambang")


def test_price_with_a_space_between_thousands_is_read_whole():
    assert propose("not more than 12 000 riel")["price_ceiling_0"] == "12000"


@pytest.mark.parametrize("text", ["mustard greens, organic if possible", "commonly used, organic"])
def test_must_within_another_word_requires_nothing(text):
    assert propose(text) == {"certificates_wished": ["organic"]}


def test_t_shirts_are_no_tonnes():
    assert "unit" not in propose("10 t-shirts")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "🐟🐟",
        "we may need something",
        "x" * 5000,
        "12",
        "\x00",
        "0 kg",
        "-5 kg",
        "1e9 kg",
        "under $0",
        "9" * 29 + " kg",
    ],
)
def test_words_that_say_nothing_propose_nothing(text):
    assert propose(text) == {}


def test_kind_and_unit_come_from_the_products_found_when_the_table_knows_no_word():
    cloth = category("krama", "textile")
    for _ in range(3):
        product(category=cloth, name_en="Checkered scarf", name_km="", unit="piece")
    assert propose("checkered scarf") == {"category": cloth.pk, "unit": "piece"}


def test_what_the_buyer_filled_in_stays(palm_sugar):
    data = QueryDict("name_en=palm+sugar+50+kg+a+week&quantity=80&unit=t&period=month&category=")
    filled, names = fill_in(data)
    assert (filled["quantity"], filled["unit"], filled["period"]) == ("80", "t", "month")
    assert names == ["category"]


def test_button_fills_the_form_without_saving_or_complaining(english, hotel, palm_sugar):
    page = english.post("/needs/new/", {"name_en": "palm sugar 50 kg a week", "propose": "1"})
    text = page.content.decode()
    assert "Filled in from your words: Category, Unit, How often, Quantity." in text
    assert 'value="50"' in text
    assert "This field is required" not in text
    assert not Need.objects.exists()


def test_script_is_told_what_to_fill_in_and_how_it_is_called(english, hotel, palm_sugar):
    answer = english.post(
        "/needs/new/",
        {"name_en": "palm sugar, at most $3", "propose": "1"},
        headers={"Accept": "application/json"},
    ).json()
    assert answer["proposed"] == [
        {"name": "category", "values": [palm_sugar.pk], "label": "Category"},
        {"name": "price_ceiling_0", "values": ["3"], "label": "Highest price per unit"},
        {"name": "price_ceiling_1", "values": ["USD"], "label": "Highest price per unit"},
    ]
    assert answer["nothing"] == ""
