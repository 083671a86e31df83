"""What a visitor can come to a village for, and asking to come."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from djmoney.models.fields import MoneyField
from djmoney.models.validators import MinMoneyValidator
from phonenumber_field.modelfields import PhoneNumberField

from ovop.kernel.naming import BilingualName, in_language
from ovop.kernel.states import StatefulModel
from producers.models.producers import Producer


class Weekday(models.IntegerChoices):
    """Days a visit is possible on, Monday first as in ISO 8601."""

    MONDAY = 1, _("Monday")
    TUESDAY = 2, _("Tuesday")
    WEDNESDAY = 3, _("Wednesday")
    THURSDAY = 4, _("Thursday")
    FRIDAY = 5, _("Friday")
    SATURDAY = 6, _("Saturday")
    SUNDAY = 7, _("Sunday")


class VisitQuerySet(models.QuerySet["Visit"]):
    """Visits; the public sees what is offered by producers with something registered."""

    def offered_now(self) -> VisitQuerySet:
        """What a visitor can ask for."""
        public = models.Q(producer__products__state="registered")
        return (
            self.filter(public, offered=True)
            .distinct()
            .select_related("producer__organisation__village")
        )


class Visit(BilingualName):
    """Something a producer offers to people who come: at a price per person, on some days."""

    class Kind(models.TextChoices):
        DEMONSTRATION = "demonstration", _("See how it is made")
        WORKSHOP = "workshop", _("Make it yourself")
        HOMESTAY = "homestay", _("Stay the night")
        MEAL = "meal", _("Eat with us")

    producer = models.ForeignKey(Producer, models.CASCADE, related_name="visits")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    text_km = models.TextField(_("more about it in Khmer"), blank=True, max_length=1000)
    text_en = models.TextField(_("more about it in English"), blank=True, max_length=1000)
    days = ArrayField(
        models.PositiveSmallIntegerField(choices=Weekday.choices), verbose_name=_("days")
    )
    price = MoneyField(
        _("price per person"), max_digits=12, decimal_places=2, default_currency="KHR", default=0,
        validators=[MinMoneyValidator(Decimal(0))],
    )  # fmt: skip
    most_people = models.PositiveSmallIntegerField(
        _("people at once"), default=10, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    offered = models.BooleanField(_("offered now"), default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = VisitQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        ordering = ["-offered", "pk"]
        verbose_name = _("visit")
        verbose_name_plural = _("visits")

    @property
    def text(self) -> str:
        """More about it, in the reader's language."""
        return in_language(self.text_km, self.text_en)

    @property
    def day_names(self) -> list[str]:
        """The days in the reader's language."""
        return [str(Weekday(day).label) for day in sorted(self.days)]


class VisitRequest(StatefulModel):
    """Somebody would like to come; the producer answers by phone."""

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        ACCEPTED = "accepted", _("Agreed")
        DECLINED = "declined", _("Declined")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="requests")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("your name"), max_length=120)
    phone = PhoneNumberField(_("phone number"))
    day = models.DateField(_("day"))
    people = models.PositiveSmallIntegerField(
        _("how many people"), default=2, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    message = models.TextField(_("message"), blank=True, max_length=600)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        verbose_name = _("request to visit")
        verbose_name_plural = _("requests to visit")

    def __str__(self) -> str:
        return f"{self.visit}: {self.day}"

    def accept(self) -> None:
        """The producer agrees."""
        self.move(self.State.ACCEPTED, allowed=[self.State.ASKED])

    def decline(self) -> None:
        """The producer cannot."""
        self.move(self.State.DECLINED, allowed=[self.State.ASKED])
