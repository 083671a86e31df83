"""Wanting to meet: one side asks, the other answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from buyers.models import Buyer, Need
from forums.models.forums import Forum
from forums.models.sides import Side
from forums.querysets import MeetingRequestQuerySet
from ovop.kernel.declining import DeclineReason
from ovop.kernel.states import StateConflict, StatefulModel
from producers.models import Producer, Product

ANSWER_WITHIN = timedelta(days=14)


def in_two_weeks() -> datetime:
    """When a request made now lapses unanswered."""
    return timezone.now() + ANSWER_WITHIN


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("state", "forum")),
    fields=["state", "forum", "producer", "buyer"],
    model_name="MeetingRequestEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class MeetingRequest(StatefulModel):
    """A producer and a buyer may want to meet about a product, a need, or both.

    asked -> accepted | declined | expired | withdrawn. Without a forum it stands by itself; as soon
    as both sides are approved at the same forum it belongs to that forum. A pair has at most one
    live request per forum; a declined, expired or withdrawn one frees the place.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Agreed")
        DECLINED = "declined", _("Declined")
        EXPIRED = "expired", _("Not answered in time")
        WITHDRAWN = "withdrawn", _("Taken back")

    LIVE = (State.ASKED, State.ACCEPTED)

    MOVED = ("state", "answer", "answered_at", "decline_reason")

    forum = models.ForeignKey(Forum, models.CASCADE, null=True, blank=True, related_name="requests")
    producer = models.ForeignKey(Producer, models.PROTECT, related_name="meeting_requests")
    buyer = models.ForeignKey(Buyer, models.PROTECT, related_name="meeting_requests")
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="meeting_requests"
    )
    need = models.ForeignKey(
        Need, models.SET_NULL, null=True, blank=True, related_name="meeting_requests"
    )
    asked_by_side = models.CharField(max_length=8, choices=Side)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    message = models.CharField(_("message"), max_length=500, blank=True)
    answer = models.CharField(_("answer"), max_length=500, blank=True)
    priority = models.PositiveSmallIntegerField(
        default=2, validators=[MinValueValidator(1), MaxValueValidator(3)],
        help_text=_("1 is the most wanted"),
    )  # fmt: skip
    bonus = models.PositiveSmallIntegerField(
        default=0, validators=[MaxValueValidator(20)], help_text=_("weight that the organisers add")
    )
    state = models.CharField(max_length=10, choices=State, default=State.ASKED, editable=False)
    expires_at = models.DateTimeField(default=in_two_weeks)
    decline_reason = models.CharField(
        max_length=12, choices=DeclineReason, blank=True, editable=False
    )
    answered_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = MeetingRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("meeting request")
        verbose_name_plural = _("meeting requests")
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "producer", "buyer"],
                condition=models.Q(state__in=["asked", "accepted"]),
                nulls_distinct=False,
                name="forums_request_one_live",
                violation_error_message=_("You two have a request already."),
            ),
            models.CheckConstraint(
                condition=models.Q(priority__range=(1, 3)), name="forums_request_priority_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.producer} – {self.buyer}"

    @property
    def answering_side(self) -> str:
        """The side that has to answer."""
        return Side.BUYER if self.asked_by_side == Side.PRODUCER else Side.PRODUCER

    @property
    def answering(self) -> Producer | Buyer:
        """Who has to answer."""
        return self.buyer if self.answering_side == Side.BUYER else self.producer

    @property
    def asking(self) -> Producer | Buyer:
        """Who asked."""
        return self.producer if self.answering_side == Side.BUYER else self.buyer

    @property
    def subject_names(self) -> tuple[str, str]:
        """What it is about, in Khmer and English; the product first, else the need."""
        subject = self.product or self.need
        return (subject.name_km, subject.name_en) if subject else ("", "")

    @property
    def weight(self) -> int:
        """How much the timetable gains by placing it: priority 1, 2, 3 weigh 4, 2, 1, and what organisers add."""
        return {1: 4, 2: 2, 3: 1}[self.priority] + self.bonus

    def accept(self, answer: str = "") -> None:
        """The other side agrees to meet; from now on both see each other's phone."""
        self._answer(self.State.ACCEPTED, answer)

    def decline(self, answer: str = "", reason: str = "") -> None:
        """The other side cannot, for one of DeclineReason; an unknown one counts as another."""
        given = reason if reason in DeclineReason.values else DeclineReason.OTHER
        self._answer(self.State.DECLINED, answer, decline_reason=given)

    def _answer(self, state: str, answer: str, **more: Any) -> None:
        if self.state == self.State.ASKED and self.expires_at <= timezone.now():
            self.state = self.State.EXPIRED  # the sweeper writes it within minutes
            raise StateConflict(self, state)
        self.move(
            state, allowed=[self.State.ASKED], answer=answer, answered_at=timezone.now(), **more
        )

    def withdraw(self) -> None:
        """The asking side takes it back."""
        self.move(self.State.WITHDRAWN, allowed=self.LIVE)

    def expire(self) -> None:
        """Nobody answered in time."""
        self.move(self.State.EXPIRED, allowed=[self.State.ASKED])
