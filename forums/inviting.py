"""Asking organisations to come, and what they answer."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation, User
from forums.models import Forum, Invitation
from notices.sending import tell_members
from notices.texts import render_text
from ovop.kernel.naming import in_both_languages

KIND = "forum_invitation"


def words_of(forum: Forum, message: str) -> dict[str, Any]:
    """What the invitation's notice is made of."""
    return {
        "forum": forum.names, "day": in_both_languages(lambda: forum.dates), "message": message,
        "place": in_both_languages(lambda: ", ".join(filter(None, [forum.venue, forum.province.name]))),
    }  # fmt: skip


def preview(forum: Forum, message: str) -> list[tuple[str, str]]:
    """The invitation as it will be read: (language, text), in Khmer and in English."""
    words = words_of(forum, message)
    return list(zip(("km", "en"), in_both_languages(lambda: render_text(KIND, words)), strict=True))


@transaction.atomic
def invite(
    forum: Forum, side: str, organisations: Iterable[Organisation], user: User, message: str = ""
) -> list[Organisation]:
    """Invite who is neither invited nor registered yet; return them. Once, whoever presses at the same time.

    Raises ValidationError unless the registration is open: whoever is invited must be able to come.
    """
    locked = forum.lock()
    over = locked.registration_until and locked.registration_until < timezone.localdate()
    if locked.state != Forum.State.OPEN or over:
        raise ValidationError(
            _("Open the registration first, so that who is invited can register.")
        )
    known = set(forum.invitations.values_list("organisation", flat=True))
    known |= set(forum.registrations.values_list("organisation", flat=True))
    fresh = [each for each in organisations if each.pk not in known]
    Invitation.objects.bulk_create(
        Invitation(forum=forum, organisation=each, side=side, message=message, invited_by=user)
        for each in fresh
    )
    words = words_of(forum, message)
    for each in fresh:
        tell_members(each, KIND, link=forum.get_absolute_url(), **words)
    return fresh


@transaction.atomic
def decline_invitation(invitation: Invitation) -> None:
    """The organisation cannot come; it may still change its mind and register."""
    invitation.forum.lock()
    invitation.declined_at = timezone.now()
    invitation.save(update_fields=["declined_at"])
