"""How officers and staff get their role: somebody above them invites their phone."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.models.users import Role, User
from accounts.models.with_place import WithPlace

VALID_FOR = timedelta(days=14)


def in_two_weeks() -> datetime:
    """When an invitation made now lapses."""
    return timezone.now() + VALID_FOR


class Invitation(WithPlace, models.Model):
    """A phone may take a role in a place, once, until `expires_at`."""

    phone = PhoneNumberField(_("phone number"))
    role = models.CharField(max_length=10, choices=Role)
    province = models.ForeignKey(
        "places.Province", models.PROTECT, null=True, blank=True, related_name="+"
    )
    district = models.ForeignKey(
        "places.District", models.PROTECT, null=True, blank=True, related_name="+"
    )
    commune = models.ForeignKey(
        "places.Commune", models.PROTECT, null=True, blank=True, related_name="+"
    )
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=in_two_weeks)
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(role__in=["staff", "officer"])
                | models.Q(province__isnull=False),
                name="accounts_invitation_scoped",
                violation_error_message=_("Officers and provincial staff need a province."),
            ),
            models.UniqueConstraint(
                fields=["phone"],
                condition=models.Q(accepted_at__isnull=True),
                name="accounts_invitation_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} · {self.province or ''}"

    @property
    def lapsed(self) -> bool:
        """Whether it is too late to take it up."""
        return self.expires_at < timezone.now()

    @classmethod
    @transaction.atomic
    def accept_for(cls, user: User) -> Invitation | None:
        """Give `user`, whose phone was just verified, the role an open invitation offers."""
        open_one = (
            cls.objects.select_for_update()
            .filter(phone=user.phone, accepted_at__isnull=True, expires_at__gt=timezone.now())
            .first()
        )
        if open_one is None:
            return None
        user.role = open_one.role
        user.province, user.district, user.commune = (
            open_one.province,
            open_one.district,
            open_one.commune,
        )
        user.save(update_fields=["role", "province", "district", "commune"])
        open_one.accepted_at = timezone.now()
        open_one.save(update_fields=["accepted_at"])
        return open_one
