"""A training, and who comes to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from forums.models import Training
from ovop.kernel.digits import DigitsForm


class TrainingForm(DigitsForm, forms.ModelForm):
    """What is taught to whom, where and when."""

    class Meta:
        model = Training
        fields = [
            "name_km", "name_en", "topic", "audience", "province", "place_km", "place_en", "starts_at", "hours",
            "seats", "trainer", "about_km", "about_en",
        ]  # fmt: skip
        widgets = {
            "starts_at": forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
            "about_km": forms.Textarea(attrs={"rows": 3}), "about_en": forms.Textarea(attrs={"rows": 3}),
        }  # fmt: skip

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        province = self.fields["province"]
        if user.role == Role.STAFF:
            province.queryset = province.queryset.filter(pk=user.province_id)  # type: ignore[attr-defined]
            province.initial = user.province_id

    def clean_seats(self) -> int:
        seats: int = self.cleaned_data["seats"]
        taken = self.instance.seated().count() if self.instance.pk else 0
        if seats < taken:
            raise forms.ValidationError(_("%(n)s people have a seat already.") % {"n": taken})
        return seats


class PersonForm(forms.Form):
    """Who comes for an organisation, or an officer."""

    name = forms.CharField(label=_("Name of who comes"), max_length=120, help_text=_("It stands on the certificate."))  # fmt: skip

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())
