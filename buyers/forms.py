"""Forms of buyers: who they are, and what they need."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.phones import PhoneField
from accounts.profile_forms import ProfileForm
from buyers.models import Buyer, Need
from ovop.kernel.boxes import DayInput
from ovop.kernel.digits import DigitsForm
from ovop.kernel.naming import month_names
from places.fields import PlaceField
from places.models import District, Province
from producers.forms import category_choices
from producers.models import Category, CertificateKind


class BuyerForm(ProfileForm):
    """Who the buyer is, and where; asked once after signing up."""

    kind = forms.ChoiceField(
        label=_("Kind of business"),
        choices=[(kind.value, kind.label) for kind in Organisation.BUYER_KINDS],
    )
    place = PlaceField(label=_("Where you are"), level="district")
    phone = PhoneField(
        label=_("Phone number for producers"),
        required=False,
        help_text=_("Producers see it only after both have agreed to meet."),
    )

    class Meta:
        model = Buyer
        fields = ["name_km", "name_en", "kind", "place", "phone", "about_km", "about_en"]
        widgets = {
            "about_km": forms.Textarea(attrs={"rows": 3}),
            "about_en": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if self.instance.pk:
            organisation = self.instance.organisation
            self.initial["place"] = organisation.district or organisation.province
        else:
            self.initial["phone"] = user.phone

    def locate(self, organisation: Organisation) -> None:
        organisation.district = self.cleaned_data["place"]
        organisation.province = self.cleaned_data["place"].province


class NeedForm(DigitsForm, forms.ModelForm):
    """A need in plain words, then the figures that make it comparable."""

    category = forms.ModelChoiceField(
        label=_("Category"), queryset=Category.objects.all(), required=False
    )
    place = PlaceField(label=_("Delivered to"), level="district", minimum="province")
    origin = forms.ModelChoiceField(
        label=_("Preferred origin"), queryset=Province.objects.all(), required=False, empty_label=_("Anywhere"),
        help_text=_("Other places are suggested too, after it."),
    )  # fmt: skip
    months = forms.TypedMultipleChoiceField(
        label=_("Only in these months"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("None chosen means all year round."),
    )  # fmt: skip
    certificates_required = forms.MultipleChoiceField(
        label=_("Certificates I must have"), choices=CertificateKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Products without them will not be suggested."),
    )  # fmt: skip
    certificates_wished = forms.MultipleChoiceField(
        label=_("Certificates I wish for"), choices=CertificateKind.choices, required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Need
        fields = [
            "name_km", "name_en", "category", "quantity", "unit", "period", "place", "price_ceiling", "origin",
            "certificates_required", "certificates_wished", "months", "details", "sample_wanted",
            "deadline", "visibility",
        ]  # fmt: skip
        labels = {
            "name_km": _("What do you need? (in Khmer)"),
            "name_en": _("What do you need? (in English)"),
        }
        help_texts = {
            "name_km": _(
                "In your own words, for example: ត្រីឆ្អើរបឹងទន្លេសាប. One language is enough."
            ),
            "price_ceiling": _("Leave it empty if any price will do."),
        }
        widgets = {
            "details": forms.Textarea(attrs={"rows": 3}),
            "deadline": DayInput(),
        }

    def __init__(self, *args: Any, buyer: Buyer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.buyer = buyer
        category = self.fields["category"]
        category.choices = category_choices()  # type: ignore[attr-defined]
        self.fields["origin"].queryset = Province.objects.alphabetical()  # type: ignore[attr-defined]
        self.fields["months"].choices = list(enumerate(month_names(), 1))  # type: ignore[attr-defined]
        if self.instance.pk:
            self.initial["place"] = self.instance.district or self.instance.province
        else:
            self.initial.setdefault(
                "place", buyer.organisation.district or buyer.organisation.province
            )

    def clean_deadline(self) -> Any:
        deadline = self.cleaned_data["deadline"]
        if deadline and deadline < timezone.localdate():
            raise forms.ValidationError(_("That day has passed. Choose a later one."))
        return deadline

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if place := cleaned.get("place"):
            # Before the model's own checks: they look at the instance.
            self.instance.district = place if isinstance(place, District) else None
            self.instance.province = place.province if isinstance(place, District) else place
        return cleaned

    def save(self, commit: bool = True) -> Need:
        self.instance.buyer = self.buyer
        return super().save(commit)
