"""What people type and what they find: the one search behind page, API and matching."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from producers.categories import load_categories
from producers.models import Product, ProductTerm, SearchTerm
from producers.search import ask, find, read
from producers.search.indexing import bring_up_to_date, count_words
from producers.search.suggesting import suggest
from producers.tasks import refresh_sayings_of
from producers.terms import load_terms
from tests.factories import category, producer, product
from tests.producers.searching import searched

pytestmark = pytest.mark.django_db


def found(text, **rest):
    return list(searched(Product.objects.public(), text, **rest))


@pytest.fixture
def terms():
    load_categories()
    load_terms()


def test_words_of_either_language_find_what_is_written_in_the_other(terms):
    khmer = product(name_km="ស្ករត្នោតដុំ", name_en="", category=category("sweets", "food"))
    english = product(name_km="", name_en="Thnot sugar, granulated", category=khmer.category)
    product(name_km="អំបិល", name_en="Salt", category=khmer.category)
    for text in ("palm sugar", "jaggery", "ស្ករត្នោត"):
        assert set(found(text)[:2]) == {khmer, english}, text


def test_word_that_staff_add_is_found_at_the_next_search(terms):
    item = product(name_km="ប្រហុក", name_en="", category=category("prahok"))
    assert not found("zzfermento")
    term = ProductTerm.objects.get(words_km="ប្រហុក")
    term.words_en += ", zzfermento"
    term.save()
    assert found("zzfermento") == [item]


def test_new_word_reaches_products_that_are_listed_already(
    terms, django_capture_on_commit_callbacks
):
    item = product(name_km="", name_en="Woven quux", category=category("basketry", "crafts"))
    ProductTerm.objects.create(words_en="quux", words_km="ឃ្វុកស៍")
    assert refresh_sayings_of(["quux", "ឃ្វុកស៍"]) == 1
    assert found("ឃ្វុកស៍") == [item]


def test_misspelt_word_finds_and_says_what_was_looked_for():
    item = product(name_km="", name_en="Coconut oil")
    count_words()
    assert ask(read("cocunut")).corrections == {"cocunut": "coconut"}
    assert found("cocunut") == [item]


def test_page_says_what_was_looked_for_instead(english):
    product(name_km="", name_en="Coconut oil")
    count_words()
    page = english.get("/products/?q=cocunut").content.decode()
    assert "Nobody writes “cocunut”; we looked for “coconut”." in page


def test_name_tells_more_than_the_description():
    named = product(name_km="", name_en="Honey")
    product(name_km="", name_en="Soap", description_en="Our soap with honey, honey and more honey.")
    assert found("honey")[0] == named


def test_rare_word_tells_more_than_a_common_one():
    for _ in range(5):
        product(name_km="", name_en="Dried fish")
    rare = product(name_km="", name_en="Dried lotus")
    count_words()
    assert found("dried fish lotus")[0] in {rare, *found("fish")}
    assert found("lotus dried")[0] == rare


@pytest.mark.parametrize("most", [500, 1])  # with 1 the search over everything is cut short
def test_search_within_a_province_looks_at_all_of_it(client, monkeypatch, most):
    monkeypatch.setattr("producers.filters.MOST", most)
    here = product(producer("02"), name_km="", name_en="Silk scarf")
    product(producer("17"), name_km="", name_en="Silk scarf")
    narrowed = Product.objects.public().filter(province="02")
    assert list(searched(narrowed, "silk", narrowed=True)) == [here]
    page = client.get("/products/?q=silk&province=02")
    assert [item.pk for item in page.context["page"]] == [here.pk]


def test_filters_that_leave_nothing_offer_what_the_words_alone_find(english):
    product(producer("17"), name_km="", name_en="Silk scarf")
    page = english.get("/products/?q=silk&province=02").content.decode()
    assert "Without the filters there is 1 product for these words." in page


@pytest.mark.parametrize("text", ["🐟🐟", "!!!", "៕"])
def test_text_without_a_word_gets_a_sentence(english, text):
    product()
    page = english.get("/products/", {"q": text})
    assert page.status_code == 200
    assert "There is no word in that" in page.content.decode()


@pytest.mark.parametrize("text", ["a" * 5000, "' OR 1=1 --", "\\", "%_%", "ក" * 3000, "1 2 3"])
def test_anything_typed_is_answered(english, text):
    product()
    assert english.get("/products/", {"q": text}).status_code == 200


def entries():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT product) FROM producers_searchposting")
        return cursor.fetchone()


def test_index_follows_every_way_of_writing():
    item = product(name_km="", name_en="Basket")
    assert entries()[1] == 1
    Product.objects.filter(pk=item.pk).update(search_name="lantern")  # past every save()
    assert found("lantern") == [item]
    assert not find(ask(read("basket"))).ids
    Product.objects.filter(pk=item.pk).delete()
    assert entries() == (0, 0)


def test_vocabulary_is_counted_only_when_something_changed():
    product(name_km="", name_en="Basket")
    assert count_words()
    assert SearchTerm.objects.get(lexeme="basket").documents == 1
    assert not count_words()


def test_columns_are_made_anew_when_the_text_handling_changed():
    item = product(name_km="", name_en="Basket")
    Product.objects.update(search_name="old")
    assert bring_up_to_date() == 1
    assert bring_up_to_date() == 0
    assert found("basket") == [item]


def test_suggestions_complete_what_is_typed_in_its_own_letters(terms, english):
    product(name_km="ប្រហុកត្រី", name_en="Prahok of gourami")
    assert "prahok" in suggest("prah")
    answer = english.get("/products/suggest/?q=prah").json()["suggestions"]
    assert "Prahok of gourami" in answer
    assert english.get("/products/suggest/?q=p").json() == {"suggestions": []}


def test_facets_count_what_each_choice_would_leave(english):
    load_categories()
    kapi = category("seafood")
    for _ in range(2):
        product(name_km="", name_en="Smoked fish")
    product(name_km="", name_en="Smoked shrimp", category=kapi)
    page = english.get("/products/?q=smoked")
    kinds = {choice.changes["category"]: choice.count for choice in page.context["facets"][0][1]}
    assert kinds == {"prahok": 2, "seafood": 1}
    one = english.get("/products/?q=smoked&category=seafood")
    assert one.context["page"].paginator.count == 1


def test_filter_that_makes_no_sense_does_not_change_what_is_counted(english):
    product(name_km="", name_en="Silk scarf")
    product(name_km="", name_en="Basket")
    assert english.get("/products/").context["page"].paginator.count == 2
    page = english.get("/products/?q=silk&province=XX")
    assert page.context["page"].paginator.count == len(page.context["page"].object_list) == 1


def test_drafts_that_match_take_no_place_of_what_is_shown(english, gazetteer):
    for _ in range(30):
        product(state="draft")
    for _ in range(30):
        product()
    pages = [english.get(f"/products/?q=prahok&page={n}").content.decode() for n in (1, 2)]
    assert [page.count('class="product-card"') for page in pages] == [24, 6]


def test_words_with_a_filter_cost_one_search_where_one_has_seen_everything(client, gazetteer):
    product()
    product(producer("02"))
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/products/?q=prahok&province=02").content.decode()
    assert page.count('class="product-card"') == 1
    assert sum("producers_search(" in query["sql"] for query in queries) == 1
