"""Offering a visit, and asking to come."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.phones import PhoneField
from ovop.kernel.boxes import DayInput
from ovop.kernel.digits import DigitsForm
from producers.models import Visit, VisitRequest, Weekday


class VisitForm(DigitsForm, forms.ModelForm):
    """What visitors can come for."""

    days = forms.TypedMultipleChoiceField(
        label=_("Days"), choices=Weekday.choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Visit
        fields = [
            "kind", "name_km", "name_en", "text_km", "text_en", "days", "price", "most_people", "offered",
        ]  # fmt: skip
        widgets = {
            "text_km": forms.Textarea(attrs={"rows": 3}),
            "text_en": forms.Textarea(attrs={"rows": 3}),
        }
        help_texts = {"price": _("0 when it costs nothing.")}

    def clean_days(self) -> list[int]:
        return sorted(set(self.cleaned_data["days"]))


class VisitRequestForm(DigitsForm, forms.ModelForm):
    """Who would like to come, when, and how many. `website` is a trap that people do not see."""

    phone = PhoneField(help_text=_("Only the people of the village see it, to answer you."))
    website = forms.CharField(
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    class Meta:
        model = VisitRequest
        fields = ["name", "phone", "day", "people", "message"]
        widgets = {
            "day": DayInput(),
            "message": forms.Textarea(attrs={"rows": 3}),
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
        }

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visit = self.instance.visit = visit

    @property
    def asked(self) -> list[forms.BoundField]:
        """The fields people see."""
        return [self[name] for name in self.Meta.fields]

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day from tomorrow on."))
        if day > timezone.localdate() + timedelta(days=366):
            raise forms.ValidationError(_("Choose a day within a year."))
        if day.isoweekday() not in self.visit.days:
            raise forms.ValidationError(
                _("Not on that day. Possible: %(days)s") % {"days": ", ".join(self.visit.day_names)}
            )
        return day

    def clean_people(self) -> int:
        people: int = self.cleaned_data["people"]
        if people > self.visit.most_people:
            raise forms.ValidationError(
                _("At most %(count)s people at once.") % {"count": self.visit.most_people}
            )
        return people
