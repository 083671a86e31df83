"""How allauth stores phones: on our user. Sending codes is added by `ovop.adapter`."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.db import transaction
from rest_framework.authtoken.models import Token

from accounts.models import Invitation, User
from accounts.phones import PhoneField, normalise_phone

SIGNED_UP = "signed_up_user"  # session key: who signed up in this browser


class PhoneStorageAdapter(DefaultAccountAdapter):
    """allauth's account adapter for users who sign in by phone and have no e-mail."""

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**kwargs)

    def clean_phone(self, phone: str) -> str:
        return normalise_phone(phone)

    def set_phone(self, user: User, phone: str, verified: bool) -> None:
        user.phone = phone
        user.phone_verified = verified
        if user.pk:
            user.save(update_fields=["phone", "phone_verified"])

    def get_phone(self, user: User) -> tuple[str, bool] | None:
        return (str(user.phone), user.phone_verified) if user.phone else None

    @transaction.atomic
    def set_phone_verified(self, user: User, phone: str) -> None:
        """The phone is proven to be the person's; an open invitation for it is taken up.

        Somebody else may have signed up with this number before and never got the code: what they
        left, a password and keys, is void the moment the owner proves the number elsewhere.
        """
        signed_up_here = self.request and self.request.session.get(SIGNED_UP) == user.pk
        if not user.phone_verified and not signed_up_here:
            user.set_unusable_password()
            user.save(update_fields=["password"])
            Token.objects.filter(user=user).delete()
        self.set_phone(user, phone, True)
        Invitation.accept_for(user)

    def get_user_by_phone(self, phone: str) -> User | None:
        try:
            return User.objects.filter(phone=normalise_phone(phone)).first()
        except ValidationError:
            return None
