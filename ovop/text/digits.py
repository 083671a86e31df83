"""Khmer digits (U+17E0-U+17E9) and Latin digits are the same numbers."""

import re

_TO_LATIN = {0x17E0 + value: str(value) for value in range(10)}
_TO_KHMER = {ord(str(value)): chr(0x17E0 + value) for value in range(10)}
# Words without Latin letters: what has them is an address, a code, a name, to be copied as it is.
_PLAIN_WORD = re.compile(r"(?<!\S)[^\sA-Za-z@/]+(?!\S)")


def latin_digits(text: str) -> str:
    """`text` with Khmer digits written as 0-9; everything else untouched."""
    return text.translate(_TO_LATIN)


def khmer_digits(text: str) -> str:
    """`text` with 0-9 written as Khmer digits; everything else untouched."""
    return text.translate(_TO_KHMER)


def khmer_numbers(text: str) -> str:
    """`text` with its numbers in Khmer digits, but for those in addresses, codes and Latin names."""
    return _PLAIN_WORD.sub(lambda word: khmer_digits(word[0]), text)
