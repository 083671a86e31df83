"""Who an organisation is: what the forms of producers and buyers have in common."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, User
from ovop.kernel.digits import DigitsForm


class ProfileForm(DigitsForm, forms.ModelForm):
    """A model with an `organisation` and that organisation's name, kind and phone, saved together.

    A form adds `kind`, `phone` and a place, and says in `locate()` where the place goes. `joins`:
    the user becomes a member of a new organisation (signs up for themselves).
    """

    name_km = forms.CharField(label=_("Name in Khmer"), max_length=200, required=False)
    name_en = forms.CharField(label=_("Name in English"), max_length=200, required=False)

    ORGANISATION_FIELDS = ("name_km", "name_en", "kind", "phone")

    def __init__(self, *args: Any, user: User, joins: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.joins = user, joins
        if self.instance.pk:
            for name in self.ORGANISATION_FIELDS:
                self.initial[name] = getattr(self.instance.organisation, name)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("name_km") and not cleaned.get("name_en"):
            self.add_error("name_km", _("Write the name in Khmer or in English."))
        return cleaned

    def locate(self, organisation: Organisation) -> None:
        """Put the chosen place into the organisation."""
        raise NotImplementedError

    @transaction.atomic
    def save(self, commit: bool = True) -> models.Model:
        """Save organisation, profile and, for a new one's own people, membership."""
        new = self.instance.pk is None
        organisation = Organisation() if new else self.instance.organisation
        for name in self.ORGANISATION_FIELDS:
            setattr(organisation, name, self.cleaned_data[name])
        self.locate(organisation)
        organisation.save()
        self.instance.organisation = organisation
        saved: models.Model = super().save(commit)
        if new and self.joins:
            Membership.objects.create(user=self.user, organisation=organisation)
        return saved
