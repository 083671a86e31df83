"""Words, digits and keys of mixed Khmer and English text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ovop.text import (
    cluster_pairs,
    khmer_digits,
    latin_digits,
    name_key,
    query_terms,
    segmented,
    words,
)


def test_khmer_run_without_spaces_is_cut_into_words():
    assert words("ប្រហុកត្រីសៀមរាប") == ["ប្រហុក", "ត្រី", "សៀមរាប"]


def test_khmer_and_english_mix_in_one_text():
    assert words("ស្ករត្នោត Palm-Sugar 200kg") == ["ស្ករត្នោត", "palm", "sugar", "200", "kg"]


def test_emoji_and_punctuation_are_no_words():
    assert words("🐟🐟 !!! …") == []
    assert query_terms("🐟") == []


def test_province_word_is_dropped_beside_a_name_but_kept_alone():
    assert "ខេត្ត" not in query_terms("ខេត្តសៀមរាប")
    assert query_terms("ខេត្ត") == ["ខេត្ត"]


def test_zero_width_space_within_khmer_changes_nothing():
    assert words("ត្រី\u200bឆ្អើរ") == words("ត្រីឆ្អើរ")
    assert words("palm\u200bsugar") == ["palm", "sugar"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("មេ្រច", "ម្រេច"),  # the vowel before the subscript
        ("ផ្ដៅ", "ផ្តៅ"),  # subscript DA and subscript TA look the same
        ("ដេីម", "ដើម"),  # a vowel typed in two strokes
    ],
)
def test_khmer_that_looks_the_same_is_the_same(typed, meant):
    assert words(typed) == words(meant)


def test_name_is_found_without_the_province_word_it_is_written_with():
    assert words("ខេត្តសៀមរាប") == ["ខេត្ត", "សៀមរាប"]


def test_number_and_unit_written_together_are_two_words():
    assert words("10kg") == ["10", "kg"]


def test_apostrophe_parts_nothing():
    assert words("pha'ok women’s") == ["phaok", "womens"]


def test_misspelt_khmer_compound_shares_pairs_with_the_right_one():
    assert set(cluster_pairs("ត្រីឆ្អើ")) & set(cluster_pairs("ត្រីរ៉ស់ឆ្អើរ ត្រីឆ្អើរ"))
    assert cluster_pairs("smoked fish") == []


@given(st.text())
def test_pairs_and_words_never_hold_a_space(text):
    assert not any(" " in piece for piece in (*words(text), *cluster_pairs(text)))


def test_khmer_digits_are_searched_as_latin_ones():
    assert words("១២៣") == ["123"]


def test_place_keys_ignore_spaces_and_case():
    assert name_key("Siem Reap") == name_key("siemreap") == "siemreap"


@given(st.text())
def test_segmenting_twice_changes_nothing(text):
    once = segmented(text)
    assert segmented(once) == once


@given(st.text(max_size=3000))
def test_query_terms_are_few_and_distinct_whatever_is_typed(text):
    terms = query_terms(text)
    assert len(terms) <= 32
    assert len(set(terms)) == len(terms)


@given(st.integers(min_value=0))
def test_digits_survive_the_round_trip(number):
    assert latin_digits(khmer_digits(str(number))) == str(number)
