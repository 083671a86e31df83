"""What people type into, the same in every form; and what they searched for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest

MOST_LETTERS = 100


class DayInput(forms.DateInput):
    """A day chosen in the browser's own calendar, which reads and writes 2027-02-20."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def searched(request: HttpRequest) -> str:
    """The words of `?q=`, at most MOST_LETTERS characters of them."""
    return _clean(request.GET.get("q", ""), MOST_LETTERS)


def typed(request: HttpRequest, name: str, most: int) -> str:
    """What was typed into a box that belongs to no form class: at most `most` characters of it, "" if nothing."""
    return _clean(request.POST.get(name, ""), most)


def _clean(text: str, most: int) -> str:
    """Without what no database takes."""
    return text.replace("\0", "").strip()[:most]
