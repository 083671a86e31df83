"""The organisers' door: who may do what at a forum."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from accounts.models import Role
from accounts.scope import role_of
from forums.models import Forum, Organiser

ORGANISERS = (Role.STAFF, Role.NATIONAL)


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
