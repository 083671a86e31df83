"""Countries by their ISO 3166 code, named in the reader's language from Unicode's CLDR."""

from __future__ import annotations

from functools import cache

from babel import Locale

from ovop.kernel.naming import language_code

HOME = "KH"
# Where Cambodian village products go first; the rest follows by name.
NEAREST = ("KH", "TH", "VN", "LA", "SG", "MY", "JP", "KR", "CN", "US", "FR", "AU")

NO_COUNTRY = frozenset(
    ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"]
)


@cache
def _names(language: str) -> dict[str, str]:
    found = Locale(language).territories
    return {
        code: name
        for code, name in found.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    }


def country_choices() -> list[tuple[str, str]]:
    """(code, name) of every country, the likeliest first."""
    names = _names(language_code())
    rest = sorted((name, code) for code, name in names.items() if code not in NEAREST)
    return [*((code, names[code]) for code in NEAREST), *((code, name) for name, code in rest)]


def country_name(code: str) -> str:
    """The name of a country; the code itself when nobody knows it."""
    return _names(language_code()).get(code, code)
