"""From what was said to the ledger: a settled deal gets its page, what became of it later is written there."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from djmoney.money import Money

from accounts.models import User
from forums.models import Deal, FollowUp, Meeting, MeetingRequest, Outcome
from forums.settling import settled
from notices.sending import tell_members

FIELDS = ("product", "quantity", "unit", "period", "value", "country")


@transaction.atomic
def record(meeting: Meeting, user: User, side: str, result: str, **given: Any) -> Outcome:
    """Write down what `side` (or "staff") says came of the meeting, and bring its deal up to date.

    `given` are fields of Outcome.
    """
    MeetingRequest.objects.select_for_update().get(pk=meeting.request_id)
    outcome = meeting.record_outcome(user, result, side=side, **given)
    _settle(meeting.request, held_on=timezone.localtime(meeting.slot.starts_at).date())
    return outcome


def _settle(request: MeetingRequest, held_on: date) -> None:
    """Make, change or break the deal of a request as what counts now says. What the ledger holds already stays."""
    found = settled(request.outcomes.all()).outcome
    deal = Deal.objects.filter(request=request).first()
    if found is None or found.result not in Outcome.WORTH or found.value is None:
        if deal and deal.source == Deal.Source.MEETING and not deal.entries.exists():
            deal.delete()
        return
    if deal is None:
        deal = Deal(
            request=request, producer=request.producer, buyer=request.buyer, forum=request.forum,
            source=Deal.Source.MEETING, agreed_on=held_on,
        )  # fmt: skip
    deal.kind = found.result
    for name in FIELDS:
        setattr(deal, name, getattr(found, name))
    deal.product = found.product or request.product
    deal.save()


@transaction.atomic
def answer_follow_up(
    follow_up: FollowUp, user: User, *, status: str, value: Money | None = None, note: str = ""
) -> Deal | None:
    """Keep what a side says became of it, and write it into the ledger; return the deal it concerns, if any.

    A sale that nobody had recorded becomes a deal. Answering again corrects the answer, and writes nothing twice.
    """
    request = MeetingRequest.objects.select_for_update().get(pk=follow_up.request_id)
    follow_up.status, follow_up.value, follow_up.note = status, value, note
    follow_up.answered_by, follow_up.answered_at = user, timezone.now()
    follow_up.save()
    deal = Deal.objects.filter(request=request).first()
    sold = status in (FollowUp.Status.ORDERING, FollowUp.Status.ONCE) and value is not None
    if sold and deal is None:
        return Deal.objects.create(
            request=request, producer=request.producer, buyer=request.buyer, forum=request.forum,
            product=request.product, source=Deal.Source.FOLLOW_UP, value=value,
            agreed_on=request.forum.last_day if request.forum else timezone.localdate(),
        )  # fmt: skip
    if sold and deal is not None and deal.source == Deal.Source.FOLLOW_UP and value is not None:
        # The same sale told by the other side, or later: "altogether" holds the earlier amount.
        deal.value = value
        deal.save()
    if not sold and deal is not None and _told_by_nobody(deal):
        deal.delete()
        return None
    return deal


def _told_by_nobody(deal: Deal) -> bool:
    """A deal that only a follow-up told of, which was corrected, and nobody else tells of."""
    said = FollowUp.objects.filter(request=deal.request_id, status__in=[FollowUp.Status.ORDERING, FollowUp.Status.ONCE])  # fmt: skip
    return deal.source == Deal.Source.FOLLOW_UP and not said.exists() and not deal.entries.exists()


def ask_what_became(request: MeetingRequest, stage: str, due_on: date) -> int:
    """Ask both sides; return how many were asked. Those asked before are not asked again."""
    asked = 0
    for side, party, other in (
        ("producer", request.producer.organisation, request.buyer.organisation),
        ("buyer", request.buyer.organisation, request.producer.organisation),
    ):
        row, new = FollowUp.objects.get_or_create(
            request=request, side=side, stage=stage, defaults={"due_on": due_on}
        )
        if new:
            asked += 1
            tell_members(
                party, "follow_up", link=row.get_absolute_url(), dedupe=f"follow-up:{row.pk}",
                organisation=other.names, subject=list(request.subject_names),
            )  # fmt: skip
    return asked
