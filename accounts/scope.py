"""Which places a person answers for: the one rule that every `visible_to` builds on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

if TYPE_CHECKING:
    from accounts.models import User

    AnyUser: TypeAlias = User | AnonymousUser

NOTHING = Q(pk__in=[])
EVERYTHING = ~NOTHING  # an empty Q() would vanish when joined with | to a narrower one


def role_of(user: AnyUser) -> str:
    """The user's role, or "" for a visitor or a disabled account."""
    return getattr(user, "role", "") if user.is_authenticated and user.is_active else ""


def in_charge_of(user: AnyUser, prefix: str = "") -> Q:
    """Rows whose place lies in the user's charge; everything for the National Committee.

    `prefix` leads to the model that has province, district and commune ("producer__organisation__").
    Producers, buyers and visitors are in charge of no place.
    """
    role = role_of(user)
    if role == "national":
        return EVERYTHING
    if not user.is_authenticated or role not in ("staff", "officer"):
        return NOTHING
    place: dict[str, Any] = {f"{prefix}province_id": user.province_id}
    if role == "officer":
        if user.commune_id:
            place = {f"{prefix}commune_id": user.commune_id}
        elif user.district_id:
            place = {f"{prefix}district_id": user.district_id}
    return Q(**place)
