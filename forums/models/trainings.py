"""Trainings for producers and officers: a topic, a day, seats, who came, a certificate."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, User
from accounts.scope import NOTHING, in_charge_of, role_of
from ovop.kernel.codes import new_code
from ovop.kernel.naming import BilingualName, in_language
from ovop.kernel.states import StatefulModel

if TYPE_CHECKING:
    from accounts.scope import AnyUser


class Topic(models.TextChoices):
    """What is taught; what listings and declined meetings lack leads to one of them."""

    PACKAGING = "packaging", _("Packaging and labels")
    PRICE = "price", _("Costs and prices")
    CERTIFICATES = "certificates", _("Standards and certificates")
    HYGIENE = "hygiene", _("Food safety and quality")
    LISTING = "listing", _("Photos and descriptions that sell")
    SUPPLY = "supply", _("Drying, storing, supplying all year")
    EXPORT = "export", _("Export")
    BOOKS = "books", _("Book-keeping")
    VISITORS = "visitors", _("Receiving visitors")
    OFFICERS = "officers", _("Enrolling and advising producers")
    OTHER = "other", _("Something else")


class TrainingQuerySet(models.QuerySet["Training"]):
    """Trainings are public once they are open; staff prepare those of their province."""

    def visible_to(self, user: AnyUser) -> TrainingQuerySet:
        """Everything but what is being prepared elsewhere."""
        return self.filter(~Q(state="draft") | self._charge(user))

    def editable_by(self, user: AnyUser) -> TrainingQuerySet:
        """Those of the staff member's province; all for the National Committee."""
        return self.filter(self._charge(user))

    @staticmethod
    def _charge(user: AnyUser) -> Q:
        return in_charge_of(user) if role_of(user) in ("staff", "national") else NOTHING

    def ahead(self) -> TrainingQuerySet:
        """Those one can still go to."""
        return self.filter(state="open", starts_at__gt=timezone.now())


class Training(BilingualName, StatefulModel):
    """draft -> open -> held; cancelled. Whoever comes beyond the seats waits."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        HELD = "held", _("Held")
        CANCELLED = "cancelled", _("Cancelled")

    class Audience(models.TextChoices):
        PRODUCERS = "producers", _("Producers")
        OFFICERS = "officers", _("Officers")
        BOTH = "both", _("Producers and officers")

    topic = models.CharField(_("topic"), max_length=12, choices=Topic)
    audience = models.CharField(
        _("for whom"), max_length=9, choices=Audience, default=Audience.PRODUCERS
    )
    province = models.ForeignKey(
        "places.Province", models.PROTECT, related_name="trainings", verbose_name=_("province")
    )
    place_km = models.CharField(_("place in Khmer"), max_length=200, blank=True)
    place_en = models.CharField(_("place in English"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("begins"))
    hours = models.PositiveSmallIntegerField(
        _("hours"), default=6, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )
    seats = models.PositiveSmallIntegerField(
        _("seats"), default=25, validators=[MinValueValidator(1), MaxValueValidator(2000)]
    )
    trainer = models.CharField(_("who teaches"), max_length=200, blank=True)
    about_km = models.TextField(_("about the training in Khmer"), blank=True, max_length=2000)
    about_en = models.TextField(_("about the training in English"), blank=True, max_length=2000)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)  # fmt: skip
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TrainingQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        ordering = ["-starts_at", "-pk"]
        verbose_name = _("training")
        verbose_name_plural = _("trainings")

    def get_absolute_url(self) -> str:
        return reverse("forums:training", args=[self.pk])

    @property
    def place(self) -> str:
        """Where, in the reader's language."""
        return in_language(self.place_km, self.place_en)

    @property
    def about(self) -> str:
        """What it is about, in the reader's language."""
        return in_language(self.about_km, self.about_en)

    @property
    def day(self) -> date:
        """The day on which it begins, here."""
        return timezone.localtime(self.starts_at).date()

    def open_up(self) -> None:
        """People may sign up (again)."""
        self.move(self.State.OPEN, allowed=[self.State.DRAFT, self.State.CANCELLED])

    def hold(self) -> None:
        """It took place; who came is noted from now on. Raises ValidationError before it begins."""
        if self.starts_at > timezone.now():
            raise ValidationError(_now("It has not begun yet."))
        self.move(self.State.HELD, allowed=[self.State.OPEN])

    def cancel(self) -> None:
        """It does not take place."""
        self.move(self.State.CANCELLED, allowed=[self.State.DRAFT, self.State.OPEN])

    @transaction.atomic
    def sign_up(
        self, *, organisation: Organisation | None = None, officer: User | None = None, name: str, by: User
    ) -> TrainingPlace:  # fmt: skip
        """A seat for `name`, of an organisation or an officer, or a place on the waiting list.

        Raises ValidationError when it is not open, not for them, or they have a seat already.
        """
        fresh = type(self).objects.select_for_update().get(pk=self.pk)
        if fresh.state not in (self.State.OPEN, self.State.HELD):
            raise ValidationError(_now("This training takes no more people."))
        for_whom = self.Audience.OFFICERS if officer else self.Audience.PRODUCERS
        if fresh.audience not in (for_whom, self.Audience.BOTH):
            raise ValidationError(_now("This training is for: %(who)s.") % {"who": fresh.get_audience_display()})  # fmt: skip
        places = self.places.exclude(state=TrainingPlace.State.CANCELLED)
        if places.filter(organisation=organisation, officer=officer, name=name).exists():
            raise ValidationError(_now("%(who)s is on the list already.") % {"who": name})
        taken = self.seated().count()
        state = TrainingPlace.State.SIGNED_UP if taken < fresh.seats else TrainingPlace.State.WAITING  # fmt: skip
        return self.places.create(
            organisation=organisation, officer=officer, name=name, state=state, signed_up_by=by
        )

    def seated(self) -> models.QuerySet[TrainingPlace]:
        """The places that take up a seat, also of those who did not come in the end."""
        states = TrainingPlace.State
        return self.places.filter(state__in=[states.SIGNED_UP, states.ATTENDED, states.MISSED])

    @transaction.atomic
    def fill_up(self) -> list[TrainingPlace]:
        """There may be more seats now: whoever waits longest gets them. Return their places."""
        states = TrainingPlace.State
        fresh = type(self).objects.select_for_update().get(pk=self.pk)
        if fresh.state != self.State.OPEN:
            return []  # nobody gets a seat in what was held already or does not take place
        free = max(0, fresh.seats - self.seated().count())
        waiting = self.places.filter(state=states.WAITING).order_by("signed_up_at", "pk")[:free]
        return [place.move(states.SIGNED_UP, allowed=[states.WAITING]) for place in waiting]

    @transaction.atomic
    def give_back(self, place: TrainingPlace) -> TrainingPlace | None:
        """The place is not needed; return who gets it from the waiting list, if anybody waits."""
        states = TrainingPlace.State
        fresh = type(self).objects.select_for_update().get(pk=self.pk)
        place.refresh_from_db(fields=["state"])
        had_seat = place.state == states.SIGNED_UP
        place.move(states.CANCELLED, allowed=[states.SIGNED_UP, states.WAITING])
        waits = self.places.filter(state=states.WAITING).order_by("signed_up_at", "pk").first()
        if not had_seat or waits is None or fresh.state != self.State.OPEN:
            return None
        return waits.move(states.SIGNED_UP, allowed=[states.WAITING])


class TrainingPlace(StatefulModel):
    """signed_up | waiting -> attended | missed; cancelled. Who attended has a certificate with a code to check."""

    class State(models.TextChoices):
        SIGNED_UP = "signed_up", _("Has a seat")
        WAITING = "waiting", _("On the waiting list")
        ATTENDED = "attended", _("Was there")
        MISSED = "missed", _("Did not come")
        CANCELLED = "cancelled", _("Cancelled")

    training = models.ForeignKey(Training, models.CASCADE, related_name="places")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="training_places"
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="training_places"
    )  # fmt: skip
    name = models.CharField(_("name of who comes"), max_length=120)
    state = models.CharField(max_length=10, choices=State, default=State.SIGNED_UP, editable=False)
    code = models.CharField(max_length=8, unique=True, default=new_code, editable=False)
    signed_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    signed_up_at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[TrainingPlace] = models.Manager()

    class Meta:
        ordering = ["signed_up_at", "pk"]
        verbose_name = _("place in a training")
        verbose_name_plural = _("places in trainings")
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) | Q(officer__isnull=False),
                name="forums_trainingplace_of_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.training}"

    def note(self, came: bool) -> None:
        """Whether they came; may be corrected. Who came without a seat has one now."""
        states = self.State
        target = states.ATTENDED if came else states.MISSED
        self.move(
            target, allowed=[states.SIGNED_UP, states.WAITING, states.ATTENDED, states.MISSED]
        )
