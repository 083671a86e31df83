"""Reading matches: the buyer of the need, the maker of the product, and staff of the buyer's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.scope import NOTHING, in_charge_of
from buyers.models import NeedInvitation
from producers.querysets import NOT_ON_CARDS

if TYPE_CHECKING:
    from accounts.scope import AnyUser
    from matching.models import Enquiry, Match, Pool  # noqa: F401


ON_CARDS = (
    "product__category__parent", "product__producer__organisation", "product__province", "product__village",
)  # fmt: skip


class MatchQuerySet(models.QuerySet["Match"]):
    """Only matches of registered products and needs that are not over are ever shown."""

    def visible_to(self, user: AnyUser) -> MatchQuerySet:
        """The user's own needs' and products' matches, and those in a staff member's charge."""
        if not user.is_authenticated:
            return self.none()
        own = user.organisations.all()
        known = Q(need__visibility="public") | Exists(
            NeedInvitation.objects.filter(
                need=OuterRef("need"), producer=OuterRef("product__producer")
            )
        )
        mine = Q(need__buyer__organisation__in=own) | known & Q(
            product__producer__organisation__in=own, need__state="open"
        )
        charge = NOTHING
        if getattr(user, "reviews", False):
            charge = in_charge_of(user, "need__buyer__organisation__")
        from matching.models import Block

        blocked = Block.objects.filter(
            producer=OuterRef("product__producer"), buyer=OuterRef("need__buyer")
        )
        shown = self.filter(mine | charge, ~Exists(blocked), product__state="registered")
        return shown.exclude(need__state="closed")

    def with_parties(self) -> MatchQuerySet:
        """With what a match card shows."""
        return self.select_related(
            "need__buyer__organisation__province", "need__province", *ON_CARDS
        ).prefetch_related("product__photos")

    def with_products(self) -> MatchQuerySet:
        """With what a card shows on the page of its need, whose buyer is known there."""
        return (
            self.select_related(*ON_CARDS)
            .prefetch_related("product__photos")
            .defer(*(f"product__{name}" for name in NOT_ON_CARDS))
        )


class PoolQuerySet(models.QuerySet["Pool"]):
    """Pools: the need's buyer and staff of the buyer's place, and the producers once they are asked."""

    def visible_to(self, user: AnyUser) -> PoolQuerySet:
        """The user's own needs' pools, those the user is asked to join, those in the user's charge."""
        if not user.is_authenticated:
            return self.none()
        own = user.organisations.all()
        mine = Q(need__buyer__organisation__in=own)
        joined = Q(shares__product__producer__organisation__in=own) & ~Q(state="proposed")
        return self.filter(mine | joined | self._charge(user)).distinct()

    def editable_by(self, user: AnyUser) -> PoolQuerySet:
        """Those of the user's own needs, and those in a staff member's charge."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(need__buyer__organisation__in=user.organisations.all())
        return self.filter(mine | self._charge(user))

    def live(self) -> PoolQuerySet:
        """All but the dissolved ones."""
        return self.exclude(state="dissolved")

    @staticmethod
    def _charge(user: AnyUser) -> Q:
        if not getattr(user, "reviews", False):
            return NOTHING
        return in_charge_of(user, "need__buyer__organisation__")

    def with_shares(self) -> PoolQuerySet:
        """With what a pool's card shows."""
        return self.select_related(
            "need__buyer__organisation__province", "need__province", "coordinator__organisation"
        ).prefetch_related(
            "shares__product__producer__organisation", "shares__product__village",
            "shares__product__province", "shares__product__photos",
        )  # fmt: skip


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    """Enquiries are their two parties' alone."""

    def of_party(self, user: AnyUser) -> EnquiryQuerySet:
        """Those the user's organisations are a party to."""
        if not user.is_authenticated:
            return self.none()
        own = user.organisations.all()
        return self.filter(Q(producer__organisation__in=own) | Q(buyer__organisation__in=own))

    def to_answer(self, user: AnyUser) -> EnquiryQuerySet:
        """Those in which it is the user's side's turn."""
        if not user.is_authenticated:
            return self.none()
        own = user.organisations.all()
        return self.live().filter(
            Q(turn="producer", producer__organisation__in=own)
            | Q(turn="buyer", buyer__organisation__in=own)
        )

    def live(self) -> EnquiryQuerySet:
        """Those that can still lead to a deal."""
        return self.filter(state__in=self.model.LIVE)

    def with_parties(self) -> EnquiryQuerySet:
        """With what a row shows."""
        return self.select_related(
            "producer__organisation__province", "buyer__organisation__province", "product", "need"
        )
