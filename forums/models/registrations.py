"""Who comes to a forum, on which side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from forums.models.forums import Forum, Language, names_of
from forums.models.sides import Side
from forums.querysets import RegistrationQuerySet
from ovop.kernel.codes import new_code
from ovop.kernel.states import StatefulModel

if TYPE_CHECKING:
    from forums.models.meetings import Meeting
    from forums.models.welcoming import Question


class Registration(StatefulModel):
    """An organisation's place at a forum: pending -> approved | waitlisted | declined; cancelled."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting for approval")
        APPROVED = "approved", _("Approved")
        WAITLISTED = "waitlisted", _("On the waiting list")
        DECLINED = "declined", _("Declined")
        CANCELLED = "cancelled", _("Cancelled")

    MOVED = ("state", "decided_by", "decided_at", "checked_in_at")

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
    away_noted_at = models.DateTimeField(
        null=True,
        editable=False,
        help_text=_("when somebody noted on the day that they are not there"),
    )
    seats = models.PositiveSmallIntegerField(
        _("meetings at once"), default=1, validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text=_("When two of you talk to different people at the same time, write 2."),
    )  # fmt: skip
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language), default=list, blank=True,
        verbose_name=_("languages you can talk in"),
        help_text=_("Two who share none are seated where an interpreter is."),
    )  # fmt: skip
    accessible = models.BooleanField(_("we need a table that a wheelchair reaches"), default=False)
    transport = models.CharField(
        _("how you come"), max_length=200, blank=True,
        help_text=_("If you need a lift, say from where and for how many."),
    )  # fmt: skip
    zone = models.CharField(_("zone"), max_length=60, blank=True)
    answers = models.JSONField(default=dict, blank=True, help_text=_("by key of the question"))
    state = models.CharField(max_length=10, choices=State, default=State.PENDING, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    decided_at = models.DateTimeField(null=True, editable=False)
    badge = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
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

    @property
    def spoken(self) -> str:
        """The languages they can talk in, in the reader's language."""
        return names_of(self.languages)

    @property
    def answered(self) -> list[tuple[Question, str]]:
        """The organisers' questions that were answered, each with the answer. A query if not prefetched."""
        given = [(each, self.answers.get(str(each.pk), "")) for each in self.forum.questions.all()]
        return [(each, each.shown(answer)) for each, answer in given if answer]

    def next_meeting(self) -> Meeting | None:
        """The meeting of the published timetable that runs, or else the next one. One query."""
        from forums.models.meetings import Meeting

        side = {f"{self.side}__organisation": self.organisation_id}
        rows = Meeting.objects.filter(
            timetable__forum=self.forum_id, timetable__state="published",
            slot__ends_at__gt=timezone.now(), slot__closed=False, **side,
        )  # fmt: skip
        return rows.select_related("slot", "table").order_by("slot__position").first()

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
