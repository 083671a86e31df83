"""The organisers' door: who may do what at a forum."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.models import Role
from accounts.scope import role_of
from forums.models import Forum, Organiser

if TYPE_CHECKING:
    from accounts.scope import AnyUser

ORGANISERS = (Role.STAFF, Role.NATIONAL)


def part_of(user: AnyUser, forum: Forum) -> str:
    """What the reader may do at `forum`: a part of Organiser, or "". One query at most."""
    role, province = role_of(user), getattr(user, "province_id", None)
    if not role:
        return ""
    if role == Role.NATIONAL or (role == Role.STAFF and province == forum.province_id):
        return Organiser.Part.MAIN
    return forum.organisers.filter(user=user.pk).values_list("part", flat=True).first() or ""


def organised_forum(request: HttpRequest, pk: int, part: str = Organiser.Part.SUPPORTING) -> Forum:
    """The forum, if the reader has at least `part` in organising it.

    Staff get 404 for a forum of another province; everybody else is refused.
    """
    forums = Forum.objects.organised_by(request.user, part).select_related("province")
    found = forums.filter(pk=pk).first()
    if found is not None:
        return found
    if role_of(request.user) in ORGANISERS:
        raise Http404
    raise PermissionDenied
