"""Places and categories by what people write, looked up once for a whole sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache

from accounts.models import User
from accounts.scope import in_charge_of
from ovop.text import latin_digits, name_key
from places.models import Place, Village
from producers.models import Category

_PREFIX = re.compile(
    r"^(?:ភូមិ|ឃុំ|សង្កាត់|ស្រុក|ក្រុង|ខណ្ឌ|ខេត្ត|រាជធានី|phum|khum|sangkat|srok|krong|khan|khet)\s*"
)
_LEVELS = ("commune", "district", "province")
_SUGGESTED = 3


def place_key(text: str) -> str:
    """A place's name without the word that says what kind of place it is."""
    stripped = _PREFIX.sub("", text.strip().casefold())
    return name_key(stripped) or name_key(text)


def _both(place: Place) -> str:
    """A place as every reader knows it: what is wrong with a line is kept, and read in either language."""
    return f"{place.name_km} ({place.name_en})"


class Lookup:
    """What a person may refer to in a sheet: the villages in their charge, and every category."""

    def __init__(self, user: User) -> None:
        area = Village.objects.filter(in_charge_of(user)).select_related(
            "commune", "district", "province"
        )
        self._by_code: dict[str, list[Village]] = {}
        self._by_name: dict[str, list[Village]] = {}
        for village in area:
            self._by_code.setdefault(village.code, []).append(village)
            for name in (village.name_km, village.name_en):
                if key := place_key(name):
                    self._by_name.setdefault(key, []).append(village)
        self._elsewhere = lru_cache(4096)(self._exists_elsewhere)
        self._near = lru_cache(256)(self._spelt_like)
        self._categories = _category_words()

    def village(self, cells: Mapping[str, str]) -> tuple[str, list[str]]:
        """(key of the village, []) or ("", [problem, detail])."""
        text = cells.get("village", "").strip()
        if not text:
            return "", ["no_village", ""]
        code = latin_digits(text)
        found = self._by_code.get(code.zfill(8), []) if code.isdigit() else []
        found = found or self._by_name.get(place_key(text), [])
        if not found:
            return "", self._not_here(text)
        narrowed = [village for village in found if _lies_in(village, cells)]
        if not narrowed:
            there = found[0]
            return "", ["village_contradicts", f"{_both(there.commune)}, {_both(there.district)}"]
        distinct = {village.pk: village for village in narrowed}
        if len(distinct) > 1:
            places = [f"{_both(v.commune)}, {_both(v.district)}" for v in distinct.values()]
            return "", ["village_several", "; ".join(places[:_SUGGESTED])]
        return next(iter(distinct)), []

    def _not_here(self, text: str) -> list[str]:
        if self._elsewhere(text):
            return ["village_outside", ""]
        near = self._near(place_key(text))
        return ["village_near", near] if near else ["village_unknown", ""]

    @staticmethod
    def _exists_elsewhere(text: str) -> bool:
        key = place_key(text)
        return any(
            key in (place_key(village.name_km), place_key(village.name_en))
            for village in Village.objects.filter(search_key__contains=key)[:50]
        )

    def _spelt_like(self, key: str) -> str:
        near = get_close_matches(key, self._by_name, n=1, cutoff=0.75)
        return _both(self._by_name[near[0]][0]) if near else ""

    def category(self, text: str) -> str:
        """The code of the kind of product that `text` names, or ""."""
        return self._categories.get(name_key(text), "") if text else ""


def _lies_in(village: Village, cells: Mapping[str, str]) -> bool:
    """Whether the village agrees with what is said about the places above it."""
    for level in _LEVELS:
        said = place_key(cells.get(level, ""))
        place = getattr(village, level)
        if said and said not in (place_key(place.name_km), place_key(place.name_en), place.pk):
            return False
    return True


def _category_words() -> dict[str, str]:
    """Every word for a kind of product; a name wins over a synonym, an earlier kind over a later."""
    kinds = list(Category.objects.exclude(parent=None))
    words: dict[str, str] = {}
    for kind in kinds:
        for name in (kind.pk, kind.name_km, kind.name_en):
            words.setdefault(name_key(name), kind.pk)
    for kind in kinds:
        for word in [
            *kind.synonyms.split(),
            *re.split(r" and |, | និង ", f"{kind.name_en} and {kind.name_km}"),
        ]:
            words.setdefault(name_key(word), kind.pk)
    words.pop("", None)
    return words
