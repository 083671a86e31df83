"""Whose account a person may look after."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import Invitation, Role, User
from accounts.scope import in_charge_of

SERVING = (Role.OFFICER, Role.STAFF, Role.NATIONAL)


def looked_after_by(user: User) -> QuerySet[User]:
    """The National Committee looks after everybody who serves; provincial staff after their officers.

    Nobody looks after themselves, and staff not after each other: two could shut each other out.
    """
    people = User.objects.filter(role__in=SERVING).exclude(pk=user.pk)
    if user.role == Role.STAFF:
        people = people.filter(in_charge_of(user), role=Role.OFFICER)
    elif user.role != Role.NATIONAL:
        people = people.none()
    return people.select_related("province", "district", "commune")


def offered_by(user: User) -> QuerySet[Invitation]:
    """Invitations nobody has taken up yet, of the places the user answers for."""
    waiting = Invitation.objects.filter(accepted_at=None).filter(in_charge_of(user))
    if user.role == Role.STAFF:
        waiting = waiting.exclude(role=Role.NATIONAL)
    return waiting.select_related("province", "district", "commune").order_by("-created_at")


def roles_offered_by(user: User) -> list[tuple[str, str]]:
    """What the user may make of somebody: staff invite officers and colleagues."""
    offered = SERVING if user.role == Role.NATIONAL else (Role.OFFICER, Role.STAFF)
    return [(role.value, str(role.label)) for role in offered]
