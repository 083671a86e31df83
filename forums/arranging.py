"""Pairs the organisers arrange: bring two together, say that they must meet, or must not."""

from __future__ import annotations

from typing import Literal, overload

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from buyers.models import Buyer
from forums.models import Forum, MeetingRequest, PairRule
from forums.models.sides import Side
from notices.sending import tell_members
from producers.models import Producer

WISH = "wish"  # the two should meet, if it fits
KINDS = (WISH, PairRule.Kind.MUST, PairRule.Kind.MUST_NOT)


@overload
def coming(forum: Forum, side: Literal[Side.PRODUCER]) -> list[Producer]: ...
@overload
def coming(forum: Forum, side: Literal[Side.BUYER]) -> list[Buyer]: ...
@overload
def coming(forum: Forum, side: str) -> list[Producer] | list[Buyer]: ...
def coming(forum: Forum, side: str) -> list[Producer] | list[Buyer]:
    """The approved ones of a side, by name."""
    approved = forum.coming()
    parties = Producer.objects if side == Side.PRODUCER else Buyer.objects
    rows = parties.filter(organisation__in=approved.values("organisation"))
    return sorted(rows.select_related("organisation"), key=lambda party: party.organisation.name)  # type: ignore[return-value]


@transaction.atomic
def arrange(forum: Forum, user: User, producer: Producer, buyer: Buyer, kind: str) -> None:
    """Lay down `kind` (of KINDS) for the pair; both are told that the organisers bring them together.

    Who must not meet loses an open request of the two. Raises ValidationError when their meeting is published.
    """
    forum.lock()
    pair = {"forum": forum, "producer": producer, "buyer": buyer}
    live = MeetingRequest.objects.live().filter(**pair)
    if kind == PairRule.Kind.MUST_NOT:
        if live.filter(meetings__timetable__state="published").exists():
            raise ValidationError(
                _("The two have a published meeting. Take it off the timetable and publish first.")
            )
        for request in live:
            request.withdraw()
    elif not live.filter(state=MeetingRequest.State.ACCEPTED).exists():
        _bring_together(forum, user, producer, buyer, live.first())
    PairRule.objects.filter(**pair).delete()
    if kind != WISH:
        PairRule.objects.create(**pair, kind=kind, set_by=user)


def _bring_together(
    forum: Forum, user: User, producer: Producer, buyer: Buyer, asked: MeetingRequest | None
) -> None:
    if asked is not None:
        asked.withdraw()
    MeetingRequest.objects.create(
        forum=forum, producer=producer, buyer=buyer, asked_by=user, asked_by_side=Side.BUYER,
        state=MeetingRequest.State.ACCEPTED, answered_at=timezone.now(), priority=1,
        answer=_("Arranged by the organisers."),
    )  # fmt: skip
    for own, other in ((producer, buyer), (buyer, producer)):
        tell_members(
            own.organisation, "pair_arranged", link="/requests/", forum=forum.names,
            organisation=other.organisation.names,
        )  # fmt: skip


def refuse_vetoed(forum: Forum | None, producer: Producer, buyer: Buyer) -> None:
    """Raise ValidationError when the organisers do not let the two meet at `forum`."""
    if forum and PairRule.objects.filter(
        forum=forum, producer=producer, buyer=buyer, kind=PairRule.Kind.MUST_NOT
    ).exists():  # fmt: skip
        raise ValidationError(
            _("The organisers have arranged that you two do not meet at this forum.")
        )
