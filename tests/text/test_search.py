"""Words, digits and keys of mixed Khmer and English text."""

from hypothesis import given
from hypothesis import strategies as st

from ovop.text import khmer_digits, latin_digits, name_key, query_terms, segmented, words


def test_khmer_run_without_spaces_is_cut_into_words():
    assert words("ប្រហុកត្រីសៀមរាប") == ["ប្រហុក", "ត្រី", "សៀមរាប"]


def test_khmer_and_english_mix_in_one_text():
    assert words("ស្ករត្នោត Palm-Sugar 200kg") == ["ស្ករត្នោត", "palm", "sugar", "200kg"]


def test_emoji_and_punctuation_are_no_words():
    assert words("🐟🐟 !!! …") == []
    assert query_terms("🐟") == []


def test_province_word_is_dropped_beside_a_name_but_kept_alone():
    assert "ខេត្ត" not in query_terms("ខេត្តសៀមរាប")
    assert query_terms("ខេត្ត") == ["ខេត្ត"]


def test_zero_width_space_breaks_words_like_a_space():
    assert words("ត្រី\u200bឆ្អើរ") == ["ត្រី", "ឆ្អើរ"]


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
