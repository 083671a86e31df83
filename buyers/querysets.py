"""Reading buyers and needs within a person's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.scope import NOTHING, in_charge_of, role_of

if TYPE_CHECKING:
    from accounts.scope import AnyUser
    from buyers.models import Buyer, Need  # noqa: F401


class BuyerQuerySet(models.QuerySet["Buyer"]):
    """Buyers are public by name; their phone is not."""

    def editable_by(self, user: AnyUser) -> BuyerQuerySet:
        """The user's own, and those in the user's charge."""
        return self.filter(self._own(user) | in_charge_of(user, "organisation__"))

    def own(self, user: AnyUser) -> BuyerQuerySet:
        """Those the user acts for, the first one first."""
        return self.filter(self._own(user)).order_by("pk")

    @staticmethod
    def _own(user: AnyUser) -> Q:
        if not user.is_authenticated:
            return NOTHING
        return Q(organisation__in=user.organisations.all())


class NeedQuerySet(models.QuerySet["Need"]):
    """Needs: open public ones for everybody who signed in; the rest for owner and staff."""

    def visible_to(self, user: AnyUser) -> NeedQuerySet:
        """Open public needs (for signed-in people), those the user is invited to answer, the user's
        own, and those in the user's charge.

        Buyers do not see each other's needs: what a competitor looks for and pays is private.
        """
        role = role_of(user)
        if not role:
            return self.none()
        open_public = Q(state="open", visibility="public") if role != "buyer" else NOTHING
        return self.filter(
            open_public
            | self._invited(user)
            | self._own(user)
            | in_charge_of(user, "buyer__organisation__")
        )

    def known_to(self, user: AnyUser) -> NeedQuerySet:
        """Needs a producer was once shown, also paused and ended ones: links to them must lead somewhere."""
        if not user.is_authenticated or role_of(user) != "producer":
            return self.none()
        own = user.organisations.all()
        asked = Q(
            pk__in=self.model._base_manager.filter(
                enquiries__producer__organisation__in=own
            ).values("pk")
        )
        invited = Q(
            pk__in=self.model._base_manager.filter(
                invitations__producer__organisation__in=own
            ).values("pk")
        )
        return self.filter(Q(visibility="public") | invited | asked).exclude(opened_at=None)

    def editable_by(self, user: AnyUser) -> NeedQuerySet:
        """The user's own, and for provincial staff those of their province."""
        charge = (
            in_charge_of(user, "buyer__organisation__")
            if getattr(user, "reviews", False)
            else NOTHING
        )
        return self.filter(self._own(user) | charge)

    def own(self, user: AnyUser) -> NeedQuerySet:
        """What the user's organisations look for."""
        return self.filter(self._own(user))

    @staticmethod
    def _own(user: AnyUser) -> Q:
        if not user.is_authenticated:
            return NOTHING
        return Q(buyer__organisation__in=user.organisations.all())

    @staticmethod
    def _invited(user: AnyUser) -> Q:
        from buyers.models import NeedInvitation

        own = user.organisations.all() if user.is_authenticated else []
        invited = NeedInvitation.objects.filter(producer__organisation__in=own)
        return Q(state="open", pk__in=invited.values("need"))

    def for_cards(self) -> NeedQuerySet:
        """With what a list row shows."""
        return self.select_related(
            "province", "district", "origin", "category", "buyer__organisation__province"
        )
