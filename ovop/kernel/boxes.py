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
    """The words of `?q=`, without what no database takes."""
    return request.GET.get("q", "").replace("\0", "").strip()[:MOST_LETTERS]
