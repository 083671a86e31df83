"""A role and the place it is for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Invitation, Role, User
from accounts.people.charge import SERVING, looked_after_by, roles_offered_by
from accounts.phones import PhoneField
from places.fields import Picked, Place, PlaceField


class RoleForm(forms.Form):
    """Which role, and of which place: a province for staff, a district or commune for an officer."""

    role = forms.ChoiceField(label=gettext_lazy("What they do"), widget=forms.RadioSelect)
    place = PlaceField(label=gettext_lazy("Where"), level="commune", minimum="province", required=False)  # fmt: skip

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        self.fields["role"].choices = roles_offered_by(by)  # type: ignore[attr-defined]
        self.initial.setdefault("role", Role.OFFICER)
        if "place" not in self.initial and by.province:
            self.initial["place"] = Picked.of(by.province)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, place = cleaned.get("role"), cleaned.get("place")
        if role and "place" in cleaned and "place" not in self.errors:
            self._check(role, place)
        return cleaned

    def _check(self, role: str, place: Place | None) -> None:
        if role != Role.NATIONAL and place is None:
            self.add_error("place", _("Choose the place they answer for."))
        elif place is not None and self.by.role == Role.STAFF and Picked.of(place).province != self.by.province_id:  # fmt: skip
            self.add_error("place", _("This place is outside the province you answer for."))
        elif role == Role.OFFICER and not Picked.of(place).district:
            self.add_error(
                "place", _("An officer answers for a district or a commune. Choose one.")
            )

    def charge(self) -> dict[str, Any]:
        """Role, province, district and commune, as the model has them; staff answer for all of their province."""
        role, picked = self.cleaned_data["role"], Picked.of(self.cleaned_data["place"])
        if role == Role.NATIONAL:
            picked = Picked()
        elif role == Role.STAFF:
            picked = Picked(province=picked.province)
        return {
            "role": role,
            "province_id": picked.province or None,
            "district_id": picked.district or None,
            "commune_id": picked.commune or None,
        }


class InvitationForm(RoleForm):
    """Whom, by phone, and to what."""

    phone = PhoneField(label=gettext_lazy("Phone number"))
    field_order = ["phone", "role", "place"]

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        if Invitation.objects.filter(
            phone=phone, accepted_at=None, expires_at__gt=timezone.now()
        ).exists():
            raise ValidationError(_("This number is invited already."))
        serving = User.objects.filter(phone=phone, role__in=SERVING)
        if serving.exists() and not serving.filter(pk__in=looked_after_by(self.by)).exists():
            raise ValidationError(
                _("Somebody with this number serves already. The National Committee can move them.")
            )
        return phone
