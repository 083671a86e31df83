"""Who comes to a forum, on which side."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from forums.models.forums import Forum
from forums.querysets import RegistrationQuerySet
from ovop.kernel.states import StatefulModel


class Side(models.TextChoices):
    """The two sides of every meeting."""

    PRODUCER = "producer", _("Producer")
    BUYER = "buyer", _("Buyer")


class Registration(StatefulModel):
    """An organisation's place at a forum: pending -> approved | waitlisted | declined; cancelled."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        WAITLISTED = "waitlisted", _("On the waiting list")
        DECLINED = "declined", _("Declined")
        CANCELLED = "cancelled", _("Cancelled")

    MOVED = ("state", "decided_by", "decided_at")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="registrations")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="registrations")
    side = models.CharField(max_length=8, choices=Side)
    delegates = models.PositiveSmallIntegerField(_("people coming"), default=1)
    note = models.CharField(_("anything we should know"), max_length=500, blank=True)
    max_meetings = models.PositiveSmallIntegerField(_("meetings at most"), null=True, blank=True)
    min_meetings = models.PositiveSmallIntegerField(
        _("meetings promised"), default=0, help_text=_("kept wherever any timetable can keep it")
    )
    away = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True, verbose_name=_("cannot meet at"),
        help_text=_("positions of the slots in which nobody of them is there"),
    )  # fmt: skip
    state = models.CharField(max_length=10, choices=State, default=State.PENDING, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    checked_in_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "pk"]
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "organisation"],
                name="forums_registration_once",
                violation_error_message=_("This organisation is registered already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.forum}"

    def approve(self, officer: User | None) -> None:
        """Give it a place."""
        states = self.State
        self._decide(officer, states.APPROVED, [states.PENDING, states.WAITLISTED, states.DECLINED])

    def waitlist(self, officer: User) -> None:
        """Keep it for when a place becomes free."""
        states = self.State
        self._decide(officer, states.WAITLISTED, [states.PENDING, states.DECLINED])

    def decline(self, officer: User) -> None:
        """No place for it."""
        states = self.State
        self._decide(officer, states.DECLINED, [states.PENDING, states.WAITLISTED, states.APPROVED])

    def cancel(self) -> None:
        """The organisation does not come after all."""
        states = self.State
        self.move(states.CANCELLED, allowed=[states.PENDING, states.WAITLISTED, states.APPROVED])

    def register_again(self) -> None:
        """After a cancellation, back into the queue."""
        self.move(self.State.PENDING, allowed=[self.State.CANCELLED])

    def _decide(self, officer: User | None, state: str, allowed: list[str]) -> None:
        self.move(state, allowed=allowed, decided_by=officer, decided_at=timezone.now())
