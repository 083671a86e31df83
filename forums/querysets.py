"""Reading forums and what belongs to them within a person's scope."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from accounts.scope import NOTHING, in_charge_of, role_of

if TYPE_CHECKING:
    from accounts.scope import AnyUser
    from forums.models import (  # noqa: F401
        Deal,
        FollowUp,
        Forum,
        Meeting,
        MeetingRequest,
        Registration,
    )


class ForumQuerySet(models.QuerySet["Forum"]):
    """Forums are public once registration has opened."""

    def visible_to(self, user: AnyUser) -> ForumQuerySet:
        """Everything but drafts, and the drafts the user helps to organise."""
        return self.filter(~Q(state="draft") | self._organised(user, "door"))

    def editable_by(self, user: AnyUser) -> ForumQuerySet:
        """Those whose people, requests and draft timetable the user looks after."""
        return self.organised_by(user, "supporting")

    def organised_by(self, user: AnyUser, part: str) -> ForumQuerySet:
        """Those of the staff member's province, all for the National Committee; and those in which the user
        has at least the `part` of an Organiser.
        """
        return self.filter(self._organised(user, part))

    @staticmethod
    def _organised(user: AnyUser, part: str) -> Q:
        from forums.models.hosting import PARTS, Organiser

        role = role_of(user)
        if not role:
            return NOTHING
        helped = Organiser.objects.filter(user=user.pk, part__in=PARTS[PARTS.index(part) :])
        charge = in_charge_of(user) if role in ("staff", "national") else NOTHING
        return charge | Q(pk__in=helped.values("forum"))


class RegistrationQuerySet(models.QuerySet["Registration"]):
    """Registrations: one's own, and staff those of their forums."""

    def visible_to(self, user: AnyUser) -> RegistrationQuerySet:
        """The user's own, and all of the forums the user organises."""
        own = Q(organisation__in=user.organisations.all()) if user.is_authenticated else NOTHING
        return self.filter(own | _looked_after(user, "forum"))


def _looked_after(user: AnyUser, forum: str, part: str = "supporting") -> Q:
    """Rows of the forums in which the user has at least `part` of an Organiser; `forum` leads to the forum."""
    from forums.models import Forum

    if not role_of(user):
        return NOTHING
    return Q(**{f"{forum}__in": Forum.objects.organised_by(user, part)})


def _party(user: AnyUser, prefix: str = "") -> Q:
    """Rows in which one of the user's organisations is producer or buyer."""
    if not user.is_authenticated:
        return NOTHING
    own = user.organisations.all()
    return Q(**{f"{prefix}producer__organisation__in": own}) | Q(
        **{f"{prefix}buyer__organisation__in": own}
    )


class MeetingRequestQuerySet(models.QuerySet["MeetingRequest"]):
    """Requests: the two parties, and the organisers of the forum."""

    def visible_to(self, user: AnyUser) -> MeetingRequestQuerySet:
        """Those the user is a party to, and those of the forums the user organises."""
        return self.filter(_party(user) | _looked_after(user, "forum"))

    def of_party(self, user: AnyUser) -> MeetingRequestQuerySet:
        """Those the user's organisations are a party to."""
        return self.filter(_party(user))

    def to_answer(self, user: AnyUser) -> MeetingRequestQuerySet:
        """Those that wait for an answer of the user's organisations."""
        if not user.is_authenticated:
            return self.none()
        own = user.organisations.all()
        return self.filter(
            Q(asked_by_side="buyer", producer__organisation__in=own)
            | Q(asked_by_side="producer", buyer__organisation__in=own),
            state="asked",
        )

    def live(self) -> MeetingRequestQuerySet:
        return self.filter(state__in=["asked", "accepted"])

    def with_parties(self) -> MeetingRequestQuerySet:
        """With what a row shows."""
        return self.select_related(
            "producer__organisation__province", "buyer__organisation__province",
            "product", "need", "forum",
        )  # fmt: skip


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings: parties see the published version, organisers also the drafts."""

    def visible_to(self, user: AnyUser) -> MeetingQuerySet:
        """Published ones the user is a party to, and all of the forums the user organises."""
        mine = _party(user) & Q(timetable__state="published")
        at_the_door = _looked_after(user, "timetable__forum", "door") & Q(
            timetable__state="published"
        )
        return self.filter(mine | _looked_after(user, "timetable__forum") | at_the_door)

    def still_agreed(self) -> MeetingQuerySet:
        """Those whose request stands and whose two sides have their place at the forum."""

        def comes(side: str) -> models.Exists:
            from forums.models import Registration

            return models.Exists(
                Registration.objects.filter(
                    forum=models.OuterRef("timetable__forum"),
                    organisation=models.OuterRef(f"{side}__organisation"), state="approved",
                )
            )  # fmt: skip

        return self.filter(comes("producer"), comes("buyer"), request__state="accepted")

    def with_parties(self) -> MeetingQuerySet:
        """With what an agenda row shows."""
        return self.select_related(
            "slot", "table", "producer__organisation", "buyer__organisation",
            "request__product", "request__need", "timetable__forum",
        )  # fmt: skip


class DealQuerySet(models.QuerySet["Deal"]):
    """Deals: the two parties, and whoever answers for the place of one of them or for the forum."""

    def visible_to(self, user: AnyUser) -> DealQuerySet:
        """Those the user is a party to; staff those of their province's organisations and forums."""
        return self.filter(
            _party(user)
            | _staff_of(user, "producer__organisation__")
            | _staff_of(user, "buyer__organisation__")
            | _looked_after(user, "forum")
        )

    def standing(self) -> DealQuerySet:
        """Those that were not broken."""
        return self.exclude(state="broken")

    def with_parties(self) -> DealQuerySet:
        """With what a row shows."""
        return self.select_related(
            "producer__organisation__province", "buyer__organisation__province", "product", "forum"
        )


def _staff_of(user: AnyUser, prefix: str) -> Q:
    """As `in_charge_of`, for staff and the National Committee only: officers do not read deals."""
    return in_charge_of(user, prefix) if role_of(user) in ("staff", "national") else NOTHING


class FollowUpQuerySet(models.QuerySet["FollowUp"]):
    """Follow-ups: the side that is asked, and the forum's organisers."""

    def visible_to(self, user: AnyUser) -> FollowUpQuerySet:
        """Those asked of the user's organisations, and those of the forums the user organises."""
        return self.filter(self._asked(user) | _looked_after(user, "request__forum"))

    def to_answer(self, user: AnyUser) -> FollowUpQuerySet:
        """Those that wait for an answer of the user's organisations."""
        return self.filter(self._asked(user), answered_at=None)

    @staticmethod
    def _asked(user: AnyUser) -> Q:
        if not user.is_authenticated:
            return NOTHING
        own = user.organisations.all()
        return Q(side="producer", request__producer__organisation__in=own) | Q(
            side="buyer", request__buyer__organisation__in=own
        )

    def with_parties(self) -> FollowUpQuerySet:
        """With what a row shows."""
        return self.select_related(
            "request__producer__organisation", "request__buyer__organisation", "request__product",
            "request__need", "request__forum",
        )  # fmt: skip
