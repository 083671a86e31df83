"""Asking to meet."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from buyers.models import Need
from producers.models import Product


class AskForm(forms.Form):
    """A few words with a request to meet, and what it is about."""

    subject = forms.ChoiceField(required=False)
    message = forms.CharField(
        label=_("Your message"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say in a sentence what you hope for. The other side reads it first."),
    )  # fmt: skip

    priority = forms.TypedChoiceField(
        label=_("How much do you want this meeting?"), coerce=int, required=False, initial=2,
        choices=[(1, _("Very much")), (2, _("Gladly")), (3, _("If there is room"))],
        help_text=_("When not all meetings fit, the most wanted come first. The other side does not see it."),
    )  # fmt: skip

    def __init__(self, *args: Any, own: Any, label: Any, **kwargs: Any) -> None:
        """`own`: the asker's needs or products; `label`: what they are called in the form."""
        super().__init__(*args, **kwargs)
        self.own: dict[str, Need | Product] = {str(item.pk): item for item in own}
        subject = self.fields["subject"]
        subject.label = label
        subject.choices = [("", "—"), *((key, item.name) for key, item in self.own.items())]  # type: ignore[attr-defined]

    def clean_priority(self) -> int:
        return self.cleaned_data["priority"] or 2

    @property
    def chosen(self) -> Any:
        """The need or product chosen, or None."""
        return self.own.get(self.cleaned_data.get("subject", ""))
