"""Khmer digits (U+17E0-U+17E9) and Latin digits are the same numbers."""

_TO_LATIN = {0x17E0 + value: str(value) for value in range(10)}
_TO_KHMER = {ord(str(value)): chr(0x17E0 + value) for value in range(10)}


def latin_digits(text: str) -> str:
    """`text` with Khmer digits written as 0-9; everything else untouched."""
    return text.translate(_TO_LATIN)


def khmer_digits(text: str) -> str:
    """`text` with 0-9 written as Khmer digits; everything else untouched."""
    return text.translate(_TO_KHMER)
