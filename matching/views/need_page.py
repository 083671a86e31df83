"""What the page of a need says, each thing read when the page first looks at it."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404

from accounts.models import User
from buyers.models import Need, NeedInvitation
from forums.models import MeetingRequest
from matching.explaining import why_none
from matching.models import Enquiry, Judgement, Match, MatchRun, Pool
from matching.reasons import raise_of, reasons_of, sentence_of

AT_FIRST = 10  # matches
# What the page of a need reads, beside what the catalogue shows: a write to one of them makes it anew. Held by
# tests/matching/test_kept_pages.py.
SHOWN = (
    "buyers_need", "buyers_buyer", "buyers_needinvitation", "matching_match", "matching_matchrun", "matching_enquiry",
    "matching_judgement", "matching_block", "matching_pool", "matching_poolshare", "forums_meetingrequest",
    "accounts_membership",
)  # fmt: skip


class NeedPage:
    """For its buyer the ranked products with reasons, for a producer their own match."""

    def __init__(self, user: User, pk: int, *, may_edit: bool, every: bool) -> None:
        self._user, self._pk, self._may_edit, self._every = user, pk, may_edit, every

    @cached_property
    def need(self) -> Need:
        """The need itself; whether the reader may see it is asked before."""
        return get_object_or_404(Need.objects.for_cards(), pk=self._pk)

    @cached_property
    def matches(self) -> list[dict[str, Any]]:
        """What the cards of the matches say, the best first: AT_FIRST of them, or all."""
        some = self._some if self._every else self._some[:AT_FIRST]
        for match in some:
            match.need = self.need  # it has its buyer already
        return [
            {"match": match, "reasons": reasons_of(match), "sentence": sentence_of(match), "raise": raise_of(match)}
            for match in some
        ]  # fmt: skip

    @cached_property
    def more(self) -> int:
        """How many there are where not all are shown, else 0."""
        return self._listed.count() if len(self._some) > len(self.matches) else 0

    @property
    def _listed(self) -> Any:
        return Match.objects.visible_to(self._user).filter(need=self._pk)

    @cached_property
    def _some(self) -> list[Match]:
        rows = self._listed.with_products().order_by("rank")
        return list(rows if self._every else rows[: AT_FIRST + 1])

    @cached_property
    def run(self) -> MatchRun | None:
        """The newest search for products."""
        return self.need.match_runs.first()

    @cached_property
    def obstacles(self) -> list[Any]:
        """Where nothing was found: what keeps products away."""
        looked = self._may_edit and not self.matches and self.run and not self.run.active
        return why_none(self.need) if looked else []

    @cached_property
    def asked_producers(self) -> set[int]:
        """Producers a live request for a meeting was sent to."""
        asked = MeetingRequest.objects.of_party(self._user).live()
        return set(asked.filter(buyer=self.need.buyer).values_list("producer_id", flat=True))

    @cached_property
    def enquiries(self) -> dict[int | None, Enquiry]:
        """Product -> the thread about it, the newest."""
        rows = Enquiry.objects.of_party(self._user).filter(
            need=self._pk, state__in=[*Enquiry.LIVE, Enquiry.State.DEAL]
        )
        return {each.product_id: each for each in rows.order_by("pk")}

    @cached_property
    def marks(self) -> dict[int, bool]:
        """Product -> whether the reader called it a good match."""
        mine = Judgement.objects.filter(need=self._pk, user=self._user)
        return dict(mine.values_list("product", "good"))

    @cached_property
    def invited(self) -> list[NeedInvitation]:
        """Producers who may answer a need that is not public, for who may invite them."""
        if not self._may_edit:
            return []
        return list(self.need.invitations.select_related("producer__organisation"))

    @cached_property
    def invited_producers(self) -> set[int]:
        """As `invited`."""
        return {each.producer_id for each in self.invited}

    @cached_property
    def pool(self) -> Pool | None:
        """The producers who could fill it together, for who may see them."""
        if not self.need.pools.live().exists():
            return None  # as with most; whether this reader may see one costs twelve joins
        seen = Pool.objects.visible_to(self._user).live().filter(need=self._pk)
        return seen.with_shares().first()
