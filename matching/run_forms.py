"""What staff choose before a run."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

LOCAL = {"none": 0.0, "some": 0.1, "much": 0.25}


class RunForm(forms.Form):
    """How much buying nearby counts ("rotating economy")."""

    local = forms.ChoiceField(
        label=_("Buying nearby"), initial="some",
        choices=[
            ("none", _("does not count")), ("some", _("counts a little")), ("much", _("counts much")),
        ],
        help_text=_("Lifts pairs of one province, and by half as much those of one region."),
    )  # fmt: skip

    @property
    def local_bonus(self) -> float:
        """As the ranking takes it, in [0, 0.5]."""
        return LOCAL[self.cleaned_data["local"]]
