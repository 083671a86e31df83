"""One phone, one number, however it is written."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.phones import normalise_phone
from ovop.text import khmer_digits


@pytest.mark.parametrize(
    "written",
    [
        "012 345 678",
        "០១២ ៣៤៥ ៦៧៨",
        "012-345-678",
        "+855 12 345 678",
        "0085512345678",
        "855 12 345 678",
        "12345678",
    ],
)
def test_every_written_form_is_the_same_number(written):
    assert normalise_phone(written) == "+85512345678"


@pytest.mark.parametrize("written", ["", "abc", "123", "+1", "0123", "🐟", "0" * 60])
def test_no_number_is_refused_with_a_sentence(written):
    with pytest.raises(ValidationError) as error:
        normalise_phone(written)
    assert error.value.messages[0]


@given(st.integers(min_value=10**5, max_value=10**6 - 1))
def test_khmer_and_latin_digits_agree(number):
    written = f"012 {number}"
    assert normalise_phone(khmer_digits(written)) == normalise_phone(written)


@given(st.text(max_size=60))
def test_nothing_typed_crashes(text):
    with suppress(ValidationError):
        assert normalise_phone(text).startswith("+")
