"""How allauth stores phones: on our user. Sending codes is added by `ovop.adapter`."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import Invitation, Tries, User
from accounts.phones import PhoneField, normalise_phone
from accounts.proofs import has_proven

GUESSES, GUESSED_WITHIN = 5, timedelta(minutes=15)
SIGNED_UP = "signed_up_user"  # session key: who signed up in this browser


class PhoneStorageAdapter(DefaultAccountAdapter):
    """allauth's account adapter for users who sign in by phone and have no e-mail."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the guess before the password is looked at, whoever sends it and from wherever.

        In place of allauth's limit, which counts in the cache, and all phones under one key.
        """
        if not Tries.take("password", str(credentials.get("phone", "")), most=GUESSES, within=GUESSED_WITHIN):  # fmt: skip
            raise ValidationError(
                _("Too many wrong passwords for this number. Wait a quarter of an hour, or sign in with a code sent to the phone.")
            )  # fmt: skip

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """As allauth's; a right password does not count as a guess."""
        user = super().authenticate(request, **credentials)
        if user is not None:
            Tries.give_back("password", str(credentials.get("phone", "")))
        return user

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just signed in is not asked for the password again."""
        request, lately = self.request, app_settings.REAUTHENTICATION_TIMEOUT
        if request is not None and has_proven(request, request.user, within=lately):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def phone_form_field(self, **kwargs: Any) -> PhoneField:
        return PhoneField(**kwargs)

    def clean_phone(self, phone: str) -> str:
        return normalise_phone(phone)

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """With the number already, which allauth sets a step later: nobody is saved whom no number reaches."""
        user.phone = form.cleaned_data["phone"]
        return super().save_user(request, user, form, commit)

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
            user.forget_key()
        self.set_phone(user, phone, True)
        Invitation.accept_for(user)

    def get_user_by_phone(self, phone: str) -> User | None:
        try:
            return User.objects.filter(phone=normalise_phone(phone)).first()
        except ValidationError:
            return None
