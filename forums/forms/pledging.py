"""Pledges of a forum, and how they stand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from forums.models import Commitment, CommitmentReport, Forum
from ovop.kernel.boxes import DayInput
from ovop.kernel.digits import DigitsForm
from producers.papers import clean_paper


class CommitmentForm(DigitsForm, forms.ModelForm):
    """Who pledges what, counted how, until when."""

    class Meta:
        model = Commitment
        fields = [
            "organisation", "who_km", "who_en", "what_km", "what_en", "indicator", "target", "due_on",
        ]  # fmt: skip
        widgets = {
            "due_on": DayInput(),
            "what_km": forms.Textarea(attrs={"rows": 2}), "what_en": forms.Textarea(attrs={"rows": 2}),
        }  # fmt: skip
        help_texts = {
            "who_km": _("For a ministry, an association or a company that is not on the list."),
            "target": _("A number that can be checked, if there is one."),
        }

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.forum = forum
        who = self.fields["organisation"]
        coming = forum.coming().values("organisation")
        mine = [self.instance.organisation_id] if self.instance.organisation_id else []
        who.queryset = (  # type: ignore[attr-defined]
            Organisation.objects.filter(pk__in=coming) | Organisation.objects.filter(pk__in=mine)
        ).order_by("name_km", "name_en")
        who.empty_label = _("Somebody else, named below")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not (cleaned.get("organisation") or cleaned.get("who_km") or cleaned.get("who_en")):
            self.add_error("organisation", _("Say who pledged it."))
        if not (cleaned.get("what_km") or cleaned.get("what_en")):
            self.add_error("what_km", _("Write what was pledged, in Khmer or in English."))
        due = cleaned.get("due_on")
        if due and "due_on" in self.changed_data and due < timezone.localdate():
            self.add_error("due_on", _("This day has passed. By when will it be kept?"))
        if cleaned.get("indicator") != Commitment.Indicator.OTHER and not cleaned.get("target"):
            self.add_error("target", _("Say how much; else choose “something else”."))
        return cleaned


class ReportForm(DigitsForm, forms.ModelForm):
    """How a pledge stands."""

    class Meta:
        model = CommitmentReport
        fields = ["state", "reached", "note", "evidence"]
        widgets = {
            "note": forms.Textarea(attrs={"rows": 2}),
            "evidence": forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
        }

    def __init__(self, *args: Any, commitment: Commitment, may_end: bool, **kwargs: Any) -> None:
        """`may_end`: organisers say whether it was kept; the one who pledged says how far it is."""
        super().__init__(*args, **kwargs)
        states = Commitment.State
        open_to = [states.UNDER_WAY, *(commitment.ENDS if may_end else ())]
        self.fields["state"].choices = [(each.value, each.label) for each in open_to]  # type: ignore[attr-defined]
        self.initial.setdefault("reached", commitment.reached or None)
        self.commitment = commitment

    def clean_evidence(self) -> Any:
        upload = self.cleaned_data.get("evidence")
        return clean_paper(upload) if isinstance(upload, UploadedFile) else upload

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        short = self.commitment.target and (cleaned.get("reached") or 0) < self.commitment.target
        if cleaned.get("state") == Commitment.State.KEPT and short:
            self.add_error("reached", _("That is less than was pledged. Say “kept in part”, or write how much it is now."))  # fmt: skip
        return cleaned
