"""Number fields that take what people type: Khmer digits, and commas between thousands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from djmoney.forms.widgets import MoneyWidget

from ovop.text import latin_digits

_PLAIN = re.compile(r"-?\d*\.?\d*")
_GROUPED = re.compile(r"\d{1,3}([, ]\d{3})+(\.\d+)?")


_DECIMAL_COMMA = re.compile(r"-?\d+,\d{1,2}")
MOST_DIGITS = 18


def plain_number(text: str) -> str:
    """A number as people write it, as Python reads it: Khmer digits, "12,000", "2,50"."""
    digits = re.sub(r"[\s\u200b]", "", latin_digits(text))
    if _DECIMAL_COMMA.fullmatch(digits):
        return digits.replace(",", ".")
    return digits.replace(",", "")


def small_number(text: str | None) -> int | None:
    """The whole number in a form's hidden field or an address; None for anything else."""
    if text and text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS:
        return int(text)
    return None


class DigitsInput(forms.TextInput):
    """A text box with the number keyboard. A number box would refuse the Khmer keyboard's digits."""

    def format_value(self, value: Any) -> str | None:
        """12000.00 is shown as 12000."""
        return (
            f"{value.normalize():f}" if isinstance(value, Decimal) else super().format_value(value)
        )

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        if not isinstance(value, str):
            return value
        digits = latin_digits(value).strip()
        if _GROUPED.fullmatch(digits):
            return re.sub("[, ]", "", digits)
        return digits if _PLAIN.fullmatch(digits) else value  # no number: left as it was typed


class _Currency(forms.Select):
    """A list of currencies; an amount without one is in riel."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        return super().value_from_datadict(data, files, name) or "KHR"


class DigitsForm(forms.BaseForm):
    """Mix into a form before its base: every number box of it becomes a DigitsInput."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            widget = field.widget
            if isinstance(widget, MoneyWidget):
                widget.widgets[0] = _digits(widget.widgets[0], "decimal")
                widget.widgets[1] = _Currency(
                    {"aria-label": _("Currency")}, widget.widgets[1].choices
                )
            elif isinstance(widget, forms.NumberInput):
                mode = "decimal" if isinstance(field, forms.DecimalField) else "numeric"
                field.widget = _digits(widget, mode)


def _digits(widget: forms.Widget, mode: str) -> DigitsInput:
    made = DigitsInput({"inputmode": mode, "autocomplete": "off"})
    made.is_required = widget.is_required
    return made
