"""Reading organisations within a person's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from accounts.phones import phone_in
from accounts.scope import NOTHING, in_charge_of
from ovop.text import latin_digits

if TYPE_CHECKING:
    from accounts.models import Organisation  # noqa: F401
    from accounts.scope import AnyUser

LEAST_DIGITS = 4  # fewer fit too many phones


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    """Organisations as rows; their public face is the producer's or buyer's page."""

    def of(self, user: AnyUser) -> OrganisationQuerySet:
        """Those the user acts for."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user_id=user.pk)

    def editable_by(self, user: AnyUser) -> OrganisationQuerySet:
        """The user's own, and those in the user's charge."""
        own = models.Q(memberships__user_id=user.pk) if user.is_authenticated else NOTHING
        return self.filter(own | in_charge_of(user)).distinct()

    def called(self, text: str, user: AnyUser) -> OrganisationQuerySet:
        """Those of that name, or with those digits in their phone.

        Who is not in charge of organisations must know the whole number: a part of it would tell the rest, digit by digit.
        """
        named = models.Q(name_km__icontains=text) | models.Q(name_en__icontains=text)
        digits = "".join(filter(str.isdecimal, latin_digits(text))).lstrip("0")
        # A number in a name is none of a phone.
        if len(digits) < LEAST_DIGITS or any(map(str.isalpha, text)):
            return self.filter(named)
        if getattr(user, "enrols", False):
            named |= models.Q(phone__contains=digits)
        elif phone := phone_in(text):
            named |= models.Q(phone=phone)
        return self.filter(named)
