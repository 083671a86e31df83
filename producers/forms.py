"""Who a producer is, and the choices that several forms share."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.phones import PhoneField
from accounts.profile_forms import ProfileForm
from accounts.scope import in_charge_of
from places.fields import Picked, PlaceField
from places.models import Village
from producers.categories import fields_with_kinds
from producers.enrolled import enrolled_alike
from producers.models import Producer
from producers.models.producers import Agreed


def category_choices() -> list[Any]:
    """Kinds of product grouped by field, in the reader's language."""
    groups = [
        (field.name, [(kind.pk, kind.name) for kind in kinds])
        for field, kinds in fields_with_kinds()
    ]
    return [("", _("Choose…")), *groups]


def catalogue_categories() -> list[tuple[str, str]]:
    """Fields, each followed by its kinds, for the catalogue's filter."""
    found = []
    for field, kinds in fields_with_kinds():
        found.append((field.pk, field.name))
        found += [(kind.pk, f"– {kind.name}") for kind in kinds]
    return found


class ProducerForm(ProfileForm):
    """Who the producer is and where: filled in by the producer after signing up, or by an officer."""

    kind = forms.ChoiceField(
        label=_("Kind of producer"),
        choices=[(kind.value, kind.label) for kind in Organisation.PRODUCER_KINDS],
    )
    village = PlaceField(label=_("Village"))
    phone = PhoneField(
        label=_("Phone number for buyers"),
        required=False,
        help_text=_("Buyers see it only after both have agreed to meet."),
    )

    class Meta:
        model = Producer
        fields = [
            "name_km", "name_en", "kind", "village", "phone", "women_led", "members_count",
            "story_km", "story_en",
        ]  # fmt: skip
        widgets = {
            "story_km": forms.Textarea(attrs={"rows": 3}),
            "story_en": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, user: User, joins: bool, **kwargs: Any) -> None:
        super().__init__(*args, user=user, joins=joins, **kwargs)
        if self.instance.pk:
            self.initial["village"] = self.instance.organisation.village
        elif joins:
            self.initial.update({"name_km": user.full_name, "phone": user.phone})
        elif user.place:
            self.initial["village"] = Picked.of(user.place)
        self.alike: list[Producer] = []
        if not joins and not self.instance.pk:
            self.fields["agreed"] = forms.ChoiceField(
                label=_("They agreed to be enrolled"), choices=Agreed.choices, widget=forms.RadioSelect,
                help_text=_("Read to them what is kept: name, village, what they make; the phone is shown only to buyers they agree to meet."),
                error_messages={"required": _("Ask them first. Without their yes nobody is enrolled.")},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        village = cleaned.get("village")
        if not self.joins and village and not self.errors and "sure" not in self.data:
            self.alike = enrolled_alike(self.user, village, cleaned)
            if self.alike:
                self.add_error(None, _("Somebody like that is enrolled already. Look whether it is the same."))  # fmt: skip
        return cleaned

    def clean_village(self) -> Village:
        village: Village = self.cleaned_data["village"]
        if (
            not self.joins
            and not Village.objects.filter(in_charge_of(self.user), pk=village.pk).exists()
        ):
            raise forms.ValidationError(_("This village is outside the area you answer for."))
        return village

    def locate(self, organisation: Organisation) -> None:
        village = self.cleaned_data["village"]
        organisation.village, organisation.commune = village, village.commune
        organisation.district, organisation.province = village.district, village.province

    def save(self, commit: bool = True) -> Producer:
        """Save; whoever enrols somebody else is remembered."""
        if self.instance.pk is None and not self.joins:
            self.instance.enrolled_by = self.user
            self.instance.agreed = self.cleaned_data["agreed"]
        return cast(Producer, super().save(commit))
