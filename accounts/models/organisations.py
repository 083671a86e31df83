"""Organisations act; people belong to them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from phonenumber_field.modelfields import PhoneNumberField

from accounts.querysets import OrganisationQuerySet
from ovop.kernel.naming import BilingualName


class Organisation(BilingualName):
    """A household, cooperative, fishery, company or authority, at a place.

    `phone` is private: the other side sees it only after both have agreed to meet.
    """

    class Kind(models.TextChoices):
        HOUSEHOLD = "household", _("Household")
        COOPERATIVE = "cooperative", _("Cooperative")
        FISHERY = "fishery", _("Community fishery")
        SME = "sme", _("Small enterprise")
        HOTEL = "hotel", _("Hotel")
        RESTAURANT = "restaurant", _("Restaurant")
        SHOP = "shop", _("Shop")
        EXPORTER = "exporter", _("Exporter")
        PROCESSOR = "processor", _("Processor")

    PRODUCER_KINDS = (Kind.HOUSEHOLD, Kind.COOPERATIVE, Kind.FISHERY, Kind.SME)
    BUYER_KINDS = (Kind.HOTEL, Kind.RESTAURANT, Kind.SHOP, Kind.EXPORTER, Kind.PROCESSOR)

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    province = models.ForeignKey("places.Province", models.PROTECT, related_name="+")
    district = models.ForeignKey(
        "places.District", models.PROTECT, null=True, blank=True, related_name="+"
    )
    commune = models.ForeignKey(
        "places.Commune", models.PROTECT, null=True, blank=True, related_name="+"
    )
    village = models.ForeignKey(
        "places.Village", models.PROTECT, null=True, blank=True, related_name="+"
    )
    phone = PhoneNumberField(_("phone number"), blank=True)
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="organisations"
    )
    demo = models.BooleanField(default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")


class Membership(models.Model):
    """A person acts for an organisation."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MEMBER = "member", _("Member")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=8, choices=Role, default=Role.OWNER)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation"], name="accounts_membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"
