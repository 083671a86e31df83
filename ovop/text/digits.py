"""Khmer digits (U+17E0-U+17E9) and Latin digits are the same numbers."""

import re

_TO_LATIN = {0x17E0 + value: str(value) for value in range(10)}
_TO_KHMER = {ord(str(value)): chr(0x17E0 + value) for value in range(10)}
# A word with Latin letters is an address, a code, a name, to be copied as it is; so is the number that belongs to one
# (ISO 22000). Dates have strokes, and so have addresses, which have letters, too.
_LATIN = re.compile(r"[A-Za-z@]")
_NUMBER = re.compile(r"[\d/.,:–-]+")
_WORD = re.compile(r"\S+")


def latin_digits(text: str) -> str:
    """`text` with Khmer digits written as 0-9; everything else untouched."""
    return text.translate(_TO_LATIN)


def khmer_digits(text: str) -> str:
    """`text` with 0-9 written as Khmer digits; everything else untouched."""
    return text.translate(_TO_KHMER)


def khmer_numbers(text: str) -> str:
    """`text` with its numbers in Khmer digits, but for those in addresses, codes and Latin names."""
    before = ""

    def written(found: re.Match[str]) -> str:
        nonlocal before
        word, last = found[0], before
        before = word
        if _LATIN.search(word) or ("/" in word and not _NUMBER.fullmatch(word)):
            return word
        return word if _LATIN.search(last) and _NUMBER.fullmatch(word) else khmer_digits(word)

    return _WORD.sub(written, text)
