"""Words of a text that may mix Khmer, which has no spaces between words, with anything else."""

import re
import unicodedata

from icu4py.breakers import WordBreaker

from ovop.text.digits import latin_digits

_HAS_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_INVISIBLE = dict.fromkeys([0x0000, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD], " ")


def normalise(text: str) -> str:
    """NFC, lower case, Latin digits, zero-width characters turned into word breaks."""
    return latin_digits(unicodedata.normalize("NFC", text).casefold().translate(_INVISIBLE))


def words(text: str) -> list[str]:
    """The words of `text` in order, normalised.

    Khmer runs are cut by ICU's dictionary-based word breaking (Unicode Standard Annex 29);
    punctuation and symbols, emoji among them, are dropped.
    """
    return [
        piece for piece in WordBreaker(normalise(text), "km") if _HAS_LETTER_OR_DIGIT.search(piece)
    ]
