"""The ledger of deals: what was agreed, what was delivered, what was paid, how it ended. No shop: nothing is
ordered or paid here, people only say what happened."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from djmoney.models.fields import MoneyField
from djmoney.models.validators import MinMoneyValidator
from djmoney.money import Money

from buyers.models import Buyer, Need
from forums.models.forums import Forum
from forums.models.requests import MeetingRequest
from forums.models.sides import Side
from forums.querysets import DealQuerySet
from ovop.kernel.countries import HOME
from ovop.kernel.states import StatefulModel
from ovop.kernel.units import Unit
from places.models import ExchangeRate
from producers.models import Producer, Product

if TYPE_CHECKING:
    from accounts.models import User


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    fields=["state", "kind", "product", "quantity", "unit", "value", "value_currency", "agreed_on", "country"],
    model_name="DealEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)  # fmt: skip
class Deal(StatefulModel):
    """agreed -> delivered -> paid -> ended; broken from anywhere before it ended."""

    class State(models.TextChoices):
        AGREED = "agreed", _("Agreed")
        DELIVERED = "delivered", _("Delivered")
        PAID = "paid", _("Paid")
        ENDED = "ended", _("Ended well")
        BROKEN = "broken", _("Did not come about")

    class Kind(models.TextChoices):
        DEAL = "deal", _("Deal")
        TRIAL = "trial", _("Trial order")

    class Source(models.TextChoices):
        MEETING = "meeting", _("a meeting at a forum")
        FOLLOW_UP = "follow_up", _("after a forum")
        ENQUIRY = "enquiry", _("an enquiry on the site")

    GOING_ON = (State.AGREED, State.DELIVERED, State.PAID)

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="deals")
    buyer = models.ForeignKey(Buyer, models.PROTECT, related_name="deals")
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="deals"
    )
    forum = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="deals")
    request = models.OneToOneField(
        MeetingRequest, models.PROTECT, null=True, blank=True, related_name="deal"
    )
    source = models.CharField(max_length=10, choices=Source)
    kind = models.CharField(max_length=6, choices=Kind, default=Kind.DEAL)
    quantity = models.DecimalField(
        _("quantity"), max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )  # fmt: skip
    unit = models.CharField(_("unit"), max_length=8, choices=Unit, default=Unit.KG)
    period = models.CharField(
        _("how often"), max_length=5, choices=Need.Period, default=Need.Period.ONCE
    )
    value = MoneyField(
        _("value of the deal"), max_digits=26, decimal_places=2, default_currency="KHR",
        validators=[MinMoneyValidator(Decimal("0.01"))],
    )  # fmt: skip
    value_usd = models.DecimalField(max_digits=28, decimal_places=4, editable=False)
    agreed_on = models.DateField(_("agreed on"), default=timezone.localdate)
    country = models.CharField(_("sold to"), max_length=2, default=HOME)
    state = models.CharField(max_length=10, choices=State, default=State.AGREED, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DealQuerySet.as_manager()

    class Meta:
        ordering = ["-agreed_on", "-pk"]
        verbose_name = _("deal")
        verbose_name_plural = _("deals")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(value__gt=0), name="forums_deal_value_positive"
            )
        ]

    def __str__(self) -> str:
        return f"{self.producer} – {self.buyer}"

    def get_absolute_url(self) -> str:
        return reverse("forums:deal", args=[self.pk])

    def save(self, *args: object, **kwargs: object) -> None:
        self.value_usd = ExchangeRate.in_usd(self.value, self.agreed_on)
        super().save(*args, **kwargs)

    @property
    def is_going_on(self) -> bool:
        """Whether anything can still happen to it."""
        return self.state in self.GOING_ON

    @transaction.atomic
    def enter(
        self, what: str, user: User, *, on: date, side: str = "", value: Money | None = None, note: str = ""
    ) -> DealEntry:  # fmt: skip
        """Write down that it was delivered or paid (wholly or in part), ended, or broken, on a day.

        Raises ValidationError for a day that cannot be, and StateConflict when the deal is over.
        """
        if on > timezone.localdate():
            raise ValidationError(_now("This day has not come yet. Write down what has happened."))
        if on < self.agreed_on:
            raise ValidationError(_now("That was before the deal was agreed. Look at the day again."))  # fmt: skip
        # Paid before delivered is as common as the other way round: the state is the furthest step.
        reached = self.GOING_ON.index(what) if what in self.GOING_ON else None
        target = what
        if reached is not None:
            fresh = type(self).objects.select_for_update().get(pk=self.pk)
            if fresh.state in self.GOING_ON:
                target = self.GOING_ON[max(reached, self.GOING_ON.index(fresh.state))]
        self.move(target, allowed=list(self.GOING_ON))
        usd = ExchangeRate.in_usd(value, on) if value is not None else None
        return self.entries.create(
            what=what, on=on, side=side, value=value, value_usd=usd, note=note, made_by=user
        )


class DealEntry(models.Model):
    """One line of the ledger."""

    class What(models.TextChoices):
        DELIVERED = "delivered", _("Delivered")
        PAID = "paid", _("Paid")
        ENDED = "ended", _("Ended well")
        BROKEN = "broken", _("Did not come about")

    deal = models.ForeignKey(Deal, models.CASCADE, related_name="entries")
    what = models.CharField(_("what happened"), max_length=10, choices=What)
    on = models.DateField(pgettext_lazy("day", "on"))
    value = MoneyField(
        _("worth"), max_digits=14, decimal_places=2, default_currency="KHR", null=True, blank=True,
        validators=[MinMoneyValidator(Decimal("0.01"))],
    )  # fmt: skip
    value_usd = models.DecimalField(max_digits=16, decimal_places=4, null=True, editable=False)
    note = models.CharField(_("note"), max_length=300, blank=True)
    side = models.CharField(max_length=8, choices=Side, blank=True, help_text=_("empty: staff"))
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[DealEntry] = models.Manager()

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("entry of a deal")
        verbose_name_plural = _("entries of deals")

    def __str__(self) -> str:
        return f"{self.on}: {self.get_what_display()}"
