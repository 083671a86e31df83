"""Letting somebody help to organise a forum."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from forums.models import Forum, Organiser
from notices.sending import tell
from ovop.kernel.naming import in_both_languages


@transaction.atomic
def add_organiser(forum: Forum, person: User, part: str, by: User) -> Organiser:
    """`person` may do `part` from now on, instead of what they might before; they are told."""
    row, _new = Organiser.objects.update_or_create(
        forum=forum, user=person, defaults={"part": part, "added_by": by}
    )
    tell(
        [person], "organiser_added", link=forum.get_absolute_url(), forum=forum.names,
        part=in_both_languages(lambda: str(Organiser.Part(part).label)),
    )  # fmt: skip
    return row
