"""What somebody who has begun to type may mean: words of the table, kinds, names of products."""

from __future__ import annotations

from django.db.models import Q

from ovop.kernel.naming import in_language, language_code
from ovop.text import segmented
from producers.models import Category, Product, ProductTerm

MOST = 8
SHORTEST = 2  # letters
LOOKED_AT = 60  # products whose names are looked at


def suggest(text: str) -> list[str]:
    """At most MOST completions in the reader's language, or in that of the letters typed.

    Three queries, none for less than SHORTEST letters.
    """
    typed = " ".join(text.split()).casefold()
    if len(typed) < SHORTEST:
        return []
    found: dict[str, None] = {}
    for said in (*_terms(typed), *_names(typed)):
        found.setdefault(said)
        if len(found) == MOST:
            break
    return list(found)


def _terms(typed: str) -> list[str]:
    beginning: list[str] = []
    within: list[str] = []
    rows = ProductTerm.objects.filter(Q(words_en__icontains=typed) | Q(words_km__icontains=typed))
    for term in rows.exclude(category=None)[:LOOKED_AT]:
        usual = in_language(*(words[0] if words else "" for words in (term.khmer, term.english)))
        ways = [way for way in (*term.khmer, *term.english) if typed in way.casefold()]
        if not ways:
            continue
        # Who types English letters under Khmer pages goes on in English.
        said = usual if typed in usual.casefold() or not _own_letters(typed) else ways[0]
        starts = any(way.casefold().startswith(typed) for way in ways)
        (beginning if starts else within).append(said)
    kinds = Category.objects.filter(Q(name_km__istartswith=typed) | Q(name_en__istartswith=typed))
    return [*beginning, *(kind.name for kind in kinds[:MOST]), *within]


def _names(typed: str) -> list[str]:
    """Names of registered products that contain what was typed."""
    words = segmented(typed) or typed
    rows = Product.objects.public().filter(search_name__contains=words)
    names = []
    for km, en in rows.values_list("name_km", "name_en")[:LOOKED_AT]:
        first, second = (km, en) if language_code() == "km" else (en, km)
        names.append(first if typed in first.casefold() or not second else second)
    return sorted(set(names), key=lambda name: (not name.casefold().startswith(typed), len(name)))


def _own_letters(typed: str) -> bool:
    """Whether the letters are of the other script than the page's language."""
    khmer_page = language_code() == "km"
    return typed.isascii() == khmer_page
