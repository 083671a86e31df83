"""A user signs in by phone and has one role; staff and officers also have a place."""

from __future__ import annotations

from typing import Any

import pghistory
from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.models.with_place import WithPlace
from accounts.phones import normalise_phone

LANGUAGES = [("km", "ខ្មែរ"), ("en", "English")]  # as their readers write them


class Role(models.TextChoices):
    """What a person does here. `User.province/district/commune` bound officers and staff."""

    PRODUCER = "producer", _("Producer")
    BUYER = "buyer", _("Buyer")
    OFFICER = "officer", _("Commune or district officer")
    STAFF = "staff", _("Provincial staff")
    NATIONAL = "national", _("National Committee")


class Digits(models.TextChoices):
    """How numbers look to a person; both are the same numbers and may be typed by everybody."""

    LATIN = "latin", "0 1 2 3 4 5 6 7 8 9"
    KHMER = "khmer", "០ ១ ២ ៣ ៤ ៥ ៦ ៧ ៨ ៩"


class UserManager(BaseUserManager["User"]):
    """Creates users from a phone in any written form."""

    def create_user(self, phone: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(phone=normalise_phone(phone), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, phone: str, password: str | None = None, **fields: Any) -> User:
        fields |= {"is_staff": True, "is_superuser": True, "role": Role.NATIONAL}
        return self.create_user(phone, password, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(phone=normalise_phone(username or ""))


@pghistory.track(
    pghistory.UpdateEvent(
        condition=pghistory.AnyChange("role", "province", "district", "commune", "is_active")
    ),
    fields=["role", "province", "district", "commune", "is_active"],
    model_name="UserEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class User(WithPlace, AbstractBaseUser, PermissionsMixin):
    """A person. The phone is private; it is what they sign in with."""

    # None for somebody who was erased.
    phone = PhoneNumberField(_("phone number"), unique=True, null=True)
    phone_verified = models.BooleanField(default=False)
    full_name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.PRODUCER)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="km")
    digits = models.CharField(
        _("digits"), max_length=5, choices=Digits, default=Digits.LATIN, db_default=Digits.LATIN,
        help_text=_("How numbers and dates are written for you."),
    )  # fmt: skip
    province = models.ForeignKey(
        "places.Province", models.PROTECT, null=True, blank=True, related_name="+"
    )
    district = models.ForeignKey(
        "places.District", models.PROTECT, null=True, blank=True, related_name="+"
    )
    commune = models.ForeignKey(
        "places.Commune", models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_staff = models.BooleanField(_("may use the technical administration"), default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(default=timezone.now)
    signed_out = models.PositiveIntegerField(
        default=0, db_default=0, editable=False, help_text=_("how often everything was signed out")
    )

    USERNAME_FIELD = "phone"
    REQUIRED_FIELDS = []

    objects = UserManager()

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role__in=["staff", "officer"])
                | models.Q(province__isnull=False),
                name="accounts_user_scoped",
                violation_error_message=_("Officers and provincial staff need a province."),
            ),
            models.CheckConstraint(
                condition=models.Q(phone__isnull=False) | models.Q(is_active=False),
                name="accounts_user_reachable",
            ),
        ]

    def __str__(self) -> str:
        if self.phone is None:
            return str(_("somebody who left"))
        return self.full_name or f"…{str(self.phone)[-3:]}"

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Sessions hold this; Django ends those whose is another. Ours also depends on `signed_out`."""
        ours: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{ours}{self.signed_out}" if self.signed_out else ours

    def sign_out_everywhere(self) -> None:
        """End every session of this person and void the key to the API."""
        self.signed_out = models.F("signed_out") + 1
        self.save(update_fields=["signed_out"])
        self.refresh_from_db(fields=["signed_out"])
        self.forget_key()

    def forget_key(self) -> None:
        """Void the key to the API."""
        apps.get_model("authtoken", "Token").objects.filter(user_id=self.pk).delete()

    def forget(self) -> None:
        """Leave nothing in this row that says who it was; what was done under it stays done by one person."""
        self.sign_out_everywhere()
        self.set_unusable_password()
        self.phone, self.phone_verified, self.full_name = None, False, ""
        self.role, self.language, self.last_login = Role.PRODUCER, "km", None
        self.digits = Digits.LATIN
        self.province = self.district = self.commune = None
        self.is_active = self.is_staff = self.is_superuser = False
        self.save()
        self.groups.clear()
        self.user_permissions.clear()

    @property
    def reviews(self) -> bool:
        """Whether this person reviews products and organises forums."""
        return self.role in (Role.STAFF, Role.NATIONAL)

    @property
    def enrols(self) -> bool:
        """Whether this person enrols producers."""
        return self.role in (Role.OFFICER, Role.STAFF, Role.NATIONAL)
