"""Choosing a place: by typing its Khmer or English name, or by stepping down the four levels.

Works without JavaScript: a button sends the form back with the next level filled in. With it, htmx
does the same while the person types or chooses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from places.models import Commune, District, Place, Province, Village

LEVELS: dict[str, type[Place]] = {
    "province": Province,
    "district": District,
    "commune": Commune,
    "village": Village,
}
LABELS = {
    "province": _("Province"),
    "district": _("District or city"),
    "commune": _("Commune or sangkat"),
    "village": _("Village"),
}
RESULTS = 8
REFRESH = "_refresh"


@dataclass(frozen=True)
class Picked:
    """What has been chosen so far, as keys; `text` is what was typed into the name box."""

    province: str = ""
    district: str = ""
    commune: str = ""
    village: str = ""
    text: str = ""

    @classmethod
    def of(cls, place: Place | None) -> Picked:
        """The choice that leads to `place`."""
        if place is None:
            return cls()
        found = cls(**{type(place).__name__.lower(): str(place.pk)})
        for level in ("province", "district", "commune"):
            if above := getattr(place, f"{level}_id", None):
                found = replace(found, **{level: above})
        return found

    @classmethod
    def from_data(cls, data: Mapping[str, Any], name: str) -> Picked:
        """Read a submitted picker. A radio chosen among the search results wins over the lists."""
        given = {
            part: str(data.get(f"{name}-{part}", "")).replace("\0", "")
            for part in ("found", "text", *LEVELS)
        }
        level, _sep, key = given.pop("found").partition(":")
        if level in LEVELS:
            return cls.of(LEVELS[level].objects.filter(pk=key).first())
        return cls(**given).consistent()

    def consistent(self) -> Picked:
        """Without the levels that do not lie in the level above (a province was changed)."""
        chain = list(LEVELS)
        for upper, lower in pairwise(chain):
            key = getattr(self, lower)
            inside = {f"{upper}_id": getattr(self, upper)}
            if key and not LEVELS[lower].objects.filter(pk=key, **inside).exists():
                return replace(self, **dict.fromkeys(chain[chain.index(lower) :], ""))
        return self

    @property
    def place(self) -> Place | None:
        """The deepest place chosen."""
        for level in reversed(LEVELS):
            if key := getattr(self, level):
                return LEVELS[level].objects.filter(pk=key).first()
        return None


class PlacePicker(forms.Widget):
    """Lists down to `level`, and a box that finds places of that level by name."""

    template_name = "places/_picker.html"
    kind = "place"

    def __init__(self, level: str = "village", attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.level = level

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Picked:
        return Picked.from_data(data, name)

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-province" not in data and f"{name}-found" not in data

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}-text"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        picked = value if isinstance(value, Picked) else Picked()
        context |= {
            "name": name,
            "level": self.level,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "picked": picked,
            "chosen": picked.place,
            "complete": bool(getattr(picked, self.level)),
            "steps": self._steps(picked),
            "results": find_places(picked.text, self.level) if picked.text else None,
        }
        return context

    def _steps(self, picked: Picked) -> list[dict[str, Any]]:
        """One list per level down to ours, as far as the level above is chosen."""
        steps: list[dict[str, Any]] = []
        above: dict[str, str] = {}
        for level, model in LEVELS.items():
            options = model.objects.filter(**above).alphabetical()
            chosen = getattr(picked, level)
            steps.append(
                {"level": level, "label": LABELS[level], "options": options, "chosen": chosen}
            )
            if level == self.level or not chosen:
                break
            above = {f"{level}_id": chosen}
        return steps


def find_places(text: str, level: str) -> list[Place]:
    """At most RESULTS places of `level` whose name holds `text`, with the places they lie in."""
    related = list(LEVELS)[: list(LEVELS).index(level)]
    return list(LEVELS[level].objects.named_like(text).select_related(*related)[:RESULTS])


class PlaceField(forms.Field):
    """Cleans to a Province, District, Commune or Village: the deepest one chosen.

    `level` is how deep the picker goes, `minimum` how deep the choice must go at least.
    """

    default_error_messages = {
        "too_shallow": _("Choose a place down to the %(level)s."),
    }

    def __init__(
        self, *, level: str = "village", minimum: str | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", PlacePicker(level))
        super().__init__(**kwargs)
        self.level, self.minimum = level, minimum or level

    def prepare_value(self, value: Any) -> Picked:
        return value if isinstance(value, Picked) else Picked.of(value)

    def clean(self, value: Picked) -> Place | None:
        place = value.place
        if place is None and not self.required and not value.province:
            return None
        levels = list(LEVELS)
        allowed = levels[levels.index(self.minimum) : levels.index(self.level) + 1]
        if place is None or type(place).__name__.lower() not in allowed:
            raise ValidationError(
                self.error_messages["too_shallow"],
                code="too_shallow",
                params={"level": str(LABELS[self.minimum]).lower()},
            )
        return place

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial).place != data.place


def wants_refresh(data: Mapping[str, Any]) -> bool:
    """Whether a picker's "show" button was pressed instead of the form's own."""
    return REFRESH in data


def unchecked(form: forms.BaseForm) -> Any:
    """The bound form with everything typed kept and no complaint yet."""
    form._errors = forms.utils.ErrorDict()  # type: ignore[attr-defined]
    return form
