"""One phone, one number: Khmer digits, 012, +855 and 00855 forms become the same E.164."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import PhoneNumber
from phonenumbers import NumberParseException

from ovop.text import latin_digits


def phone_in(text: str) -> str:
    """The E.164 form of the phone that `text` is, "" if it is none."""
    try:
        return normalise_phone(text) if text else ""
    except ValidationError:
        return ""


def normalise_phone(text: str) -> str:
    """The E.164 form ("+85512345678") of a phone as people write it in Cambodia.

    Raises ValidationError, with a sentence for the person, when it is no valid number.
    """
    digits = latin_digits(text).strip()
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    elif digits.startswith("855"):
        digits = "+" + digits
    try:
        number = PhoneNumber.from_string(digits, region="KH")
    except NumberParseException:
        number = None
    if number is None or not number.is_valid():
        raise ValidationError(
            _("This is not a phone number we can call. Write it like 012 345 678."),
            code="invalid_phone",
        )
    return str(number.as_e164)


class PhoneField(forms.CharField):
    """A form field that accepts a phone in any of its written forms and cleans to E.164."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Phone number"))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.widget.attrs.update(
            {"type": "tel", "inputmode": "tel", "autocomplete": "tel", "placeholder": "012 345 678"}
        )
        self.widget.input_type = "tel"

    def prepare_value(self, value: Any) -> Any:
        """A stored number the way people write it here: 012 345 678."""
        return value.as_national if isinstance(value, PhoneNumber) and value else value

    def clean(self, value: str) -> str:
        cleaned = super().clean(value)
        return normalise_phone(cleaned) if cleaned else ""
