"""Khmer digits (U+17E0-U+17E9) and Latin digits are the same numbers."""

import re

_TO_LATIN = {0x17E0 + value: str(value) for value in range(10)}
_TO_KHMER = {ord(str(value)): chr(0x17E0 + value) for value in range(10)}
_NUMBER = r"[\d/.,:–-]+(?!\S)"
# A word with Latin letters is an address, a code, a name, to be copied as it is; so is the number that belongs to one
# (ISO 22000), and so is what has strokes and is no date.
_AS_IT_IS = rf"\S*[A-Za-z@]\S*(?:\s+{_NUMBER})?|(?!{_NUMBER})\S*/\S*"
_WORD = re.compile(rf"({_AS_IT_IS})|\S+")


def latin_digits(text: str) -> str:
    """`text` with Khmer digits written as 0-9; everything else untouched."""
    return text.translate(_TO_LATIN)


def khmer_digits(text: str) -> str:
    """`text` with 0-9 written as Khmer digits; everything else untouched."""
    return text.translate(_TO_KHMER)


def khmer_numbers(text: str) -> str:
    """`text` with its numbers in Khmer digits, but for those in addresses, codes and Latin names."""
    return _WORD.sub(lambda found: found[1] or khmer_digits(found[0]), text)
