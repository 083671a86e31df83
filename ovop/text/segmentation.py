"""Words of a text that may mix Khmer, which has no spaces between words, with anything else."""

import re
import unicodedata

from icu4py.breakers import WordBreaker

from ovop.text.digits import latin_digits

_HAS_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
_INVISIBLE = dict.fromkeys([0x0000, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0x00AD], " ")
# Between two Khmer letters they are typists' hints for line breaks, put here and forgotten there.
_HINT = re.compile("(?<=[\u1780-\u17dd])[\u200b\u200c\u200d\u2060\ufeff\u00ad]+(?=[\u1780-\u17b3])")
_APOSTROPHES = dict.fromkeys(map(ord, "'’ʼ`"))
# Spellings that look the same on paper. A subscript DA and a subscript TA are one shape; two-part
# vowels are typed in one stroke or in two.
_SAME_SHAPE = (
    ("\u17d2\u178a", "\u17d2\u178f"),
    ("\u17c1\u17b8", "\u17be"),
    ("\u17c1\u17b6", "\u17c4"),
    ("\u17a3", "\u17a2"),
    ("\u17b2", "\u17b1"),
)
# One written syllable: a base with its subscripts, vowels and signs in whatever order they were typed.
_SYLLABLE = re.compile("[\u1780-\u17b3](?:\u17d2[\u1780-\u17b3]|[\u17b4-\u17d1\u17d3\u17dd])+")
_PART = re.compile("\u17d2.|.")
# ICU keeps "ខេត្តសៀមរាប" (Siem Reap province) whole; the name must be found without the title.
_PLACE_TITLE = re.compile("(រាជធានី|ខេត្ត|ស្រុក|ឃុំ)(?=[\u1780-\u17b3])")
_DIGIT_MEETS_LETTER = re.compile(r"(?<=[0-9])(?=[^\W\d_])|(?<=[^\W\d_])(?=[0-9])")


def normalise(text: str) -> str:
    """One spelling for what reads the same: NFC, lower case, Latin digits, one Khmer form.

    Zero-width characters within Khmer go, others become word breaks; apostrophes go; a number is parted
    from the letters it touches ("10kg"), "ខេត្ត" from the name behind it.
    """
    text = _HINT.sub("", unicodedata.normalize("NFC", text)).casefold().translate(_INVISIBLE)
    text = latin_digits(text.translate(_APOSTROPHES))
    text = _SYLLABLE.sub(_in_order, text)
    for typed, kept in _SAME_SHAPE:
        text = text.replace(typed, kept)
    return _DIGIT_MEETS_LETTER.sub(" ", _PLACE_TITLE.sub(r"\1 ", text))


def _in_order(syllable: re.Match[str]) -> str:
    """Base, subscripts, register, vowels, signs: the order of the Unicode Standard, section 16.4."""
    base, *parts = _PART.findall(syllable[0])
    return base + "".join(sorted(parts, key=_place))


def _place(part: str) -> int:
    if part[0] == "\u17d2":
        return 0
    if part in "\u17c9\u17ca\u17cc":
        return 1
    return 2 if "\u17b6" <= part <= "\u17c5" else 3


def words(text: str) -> list[str]:
    """The words of `text` in order, normalised.

    Khmer runs are cut by ICU's dictionary-based word breaking (Unicode Standard Annex 29);
    punctuation and symbols, emoji among them, are dropped.
    """
    return [
        piece for piece in WordBreaker(normalise(text), "km") if _HAS_LETTER_OR_DIGIT.search(piece)
    ]
