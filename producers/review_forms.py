"""What a reviewer fills in: the checklist, a reason for each field that must change, a note."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from producers.snapshots import FIELDS, PHOTOS

# code: what the reviewer vouches for with a tick
CHECKLIST: dict[str, Any] = {
    "photo": _("The photo shows this product"),
    "name": _("The name is right"),
    "price": _("The price is for one unit and believable"),
    "season": _("The months and amounts are believable"),
    "place": _("It is made in this village"),
    "lawful": _("It may be sold, and nothing is copied from others"),
}
REVIEWED = (PHOTOS, *FIELDS)


class ReviewForm(forms.Form):
    """One form for every decision; each decision says what it needs of it."""

    checked = forms.MultipleChoiceField(
        label=_("What I have checked"),
        choices=list(CHECKLIST.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(
        label=_("A word to the producer"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The producer reads this. Say what to change and how."),
    )

    def __init__(self, *args: Any, decision: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        for name in REVIEWED:
            self.fields[f"reason_{name}"] = forms.CharField(
                label=_("What must change?"), max_length=500, required=False
            )

    @cached_property
    def reasons(self) -> dict[str, str]:
        """Field -> reason, of those that were written."""
        return {
            name: self.cleaned_data[f"reason_{name}"]
            for name in REVIEWED
            if self.cleaned_data.get(f"reason_{name}")
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        needs: dict[str, Callable[[dict[str, Any]], None]] = {
            "register": self._needs_every_tick,
            "renew": self._needs_no_reason,
            "request_changes": self._needs_a_reason,
            "suspend": self._needs_a_note,
        }
        if self.decision in needs:
            needs[self.decision](cleaned)
        return cleaned

    def _needs_every_tick(self, cleaned: dict[str, Any]) -> None:
        if self.reasons:
            self.add_error(
                None,
                _("You wrote what must change. Ask for changes, or take the reasons away first."),
            )
        if set(cleaned.get("checked", [])) != set(CHECKLIST):
            self.add_error(
                "checked", _("Tick every point you have checked, or ask for changes instead.")
            )

    def _needs_no_reason(self, cleaned: dict[str, Any]) -> None:
        if self.reasons or cleaned.get("note"):
            self.add_error(
                None,
                _("You wrote what must change. Take it away to renew, or suspend the product."),
            )

    def _needs_a_reason(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("note") and not self.reasons:
            self.add_error("note", _("Say what must change, here or beside a field."))

    def _needs_a_note(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("note"):
            self.add_error("note", _("Say why it is taken out of the catalogue."))
