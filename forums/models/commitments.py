"""What organisations pledged at a forum, and whether they keep it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pghistory
from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from forums.models.forums import Forum
from ovop.kernel.naming import in_language
from ovop.kernel.states import StatefulModel

SOON = timedelta(days=30)


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Pledges are public as soon as the forum is."""

    def standing(self) -> CommitmentQuerySet:
        """Those that were not taken back."""
        return self.exclude(state="withdrawn")

    def going_on(self) -> CommitmentQuerySet:
        """Those of which it is open whether they are kept."""
        return self.filter(state__in=["pledged", "under_way"])


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["state", "what_km", "what_en", "indicator", "target", "reached", "due_on"],
    model_name="CommitmentEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Commitment(StatefulModel):
    """pledged -> under_way -> kept | partly | not_kept; withdrawn. Who is an organisation of ours, or a name."""

    class State(models.TextChoices):
        PLEDGED = "pledged", _("Pledged")
        UNDER_WAY = "under_way", _("Under way")
        KEPT = "kept", _("Kept")
        PARTLY = "partly", _("Kept in part")
        NOT_KEPT = "not_kept", _("Not kept")
        WITHDRAWN = "withdrawn", _("Taken back")

    class Indicator(models.TextChoices):
        BOUGHT = "bought", _("bought from producers (USD)")
        PRODUCERS = "producers", _("producers taken on as suppliers")
        PRODUCTS = "products", _("products put on the shelf")
        TRAINED = "trained", _("people trained")
        ENROLLED = "enrolled", _("producers enrolled")
        VISITORS = "visitors", _("visitors brought to the villages")
        FORUMS = "forums", _("forums held")
        OTHER = "other", _("something else")

    GOING_ON = (State.PLEDGED, State.UNDER_WAY)
    ENDS = (State.KEPT, State.PARTLY, State.NOT_KEPT, State.WITHDRAWN)

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="commitments")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="commitments",
        verbose_name=_("organisation"),
    )  # fmt: skip
    who_km = models.CharField(_("who, in Khmer"), max_length=200, blank=True)
    who_en = models.CharField(_("who, in English"), max_length=200, blank=True)
    what_km = models.CharField(_("what, in Khmer"), max_length=500, blank=True)
    what_en = models.CharField(_("what, in English"), max_length=500, blank=True)
    indicator = models.CharField(
        _("counted in"), max_length=10, choices=Indicator, default=Indicator.OTHER
    )
    target = models.DecimalField(
        _("how much"), max_digits=14, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(1)],
    )  # fmt: skip
    reached = models.DecimalField(max_digits=14, decimal_places=2, default=0, editable=False)
    due_on = models.DateField(_("by which day"))
    state = models.CharField(max_length=10, choices=State, default=State.PLEDGED, editable=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)  # fmt: skip
    made_at = models.DateTimeField(auto_now_add=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(what_km="", what_en=""), name="forums_commitment_says_what"
            ),
            models.CheckConstraint(
                condition=models.Q(organisation__isnull=False) | ~models.Q(who_km="", who_en=""),
                name="forums_commitment_says_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who}: {self.what}"

    @property
    def who(self) -> str:
        """Who pledged it, in the reader's language."""
        return self.organisation.name if self.organisation else in_language(self.who_km, self.who_en)  # fmt: skip

    @property
    def what(self) -> str:
        """What was pledged, in the reader's language."""
        return in_language(self.what_km, self.what_en)

    @property
    def names(self) -> list[str]:
        """What was pledged, [Khmer, English]."""
        return [self.what_km, self.what_en]

    @property
    def is_going_on(self) -> bool:
        """Whether it is open if it is kept."""
        return self.state in self.GOING_ON

    @property
    def is_late(self) -> bool:
        """Whether the day has passed without an end."""
        return self.is_going_on and self.due_on < timezone.localdate()

    @property
    def percent(self) -> int | None:
        """How much of the target is reached, 0 to 100; None without a target."""
        return min(100, round(100 * self.reached / self.target)) if self.target else None

    @transaction.atomic
    def report(
        self, user: User, state: str, *, reached: Decimal | None = None, note: str = "", evidence: Any = None, again: bool = False
    ) -> CommitmentReport:  # fmt: skip
        """Somebody says how it stands, with a paper if there is one. Raises StateConflict once it is over.

        What was ended is opened again only by `again`, for the organisers: a mistake is not for ever.
        """
        changes: dict[str, Any] = {} if reached is None else {"reached": reached}
        allowed = [*self.GOING_ON, *(self.ENDS if again and state == self.State.UNDER_WAY else ())]
        self.move(state, allowed=allowed, **changes)
        return self.reports.create(
            state=state, reached=reached, note=note, evidence=evidence or "", made_by=user
        )


class CommitmentReport(models.Model):
    """How a pledge stood at a time, with its evidence, which only organisers and the one who pledged read."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="reports")
    state = models.CharField(_("how it stands"), max_length=10, choices=Commitment.State)
    reached = models.DecimalField(
        _("how much so far, altogether"), max_digits=14, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(0)],
    )  # fmt: skip
    note = models.CharField(_("note"), max_length=500, blank=True)
    evidence = models.FileField(
        _("evidence"), upload_to="evidence/", blank=True, help_text=_("A photo or a PDF, 8 MB at most.")
    )  # fmt: skip
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[CommitmentReport] = models.Manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("report on a commitment")
        verbose_name_plural = _("reports on commitments")

    def __str__(self) -> str:
        return f"{self.commitment}: {self.get_state_display()}"
