"""A need: what a buyer looks for."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from djmoney.models.fields import MoneyField
from djmoney.money import Money

from buyers.models.buyers import Buyer
from buyers.querysets import NeedQuerySet
from ovop.kernel.naming import BilingualName
from ovop.kernel.states import StateConflict, StatefulModel
from ovop.kernel.units import Unit, in_base
from ovop.text import query_terms, segmented
from places.models import ExchangeRate
from producers.models import CertificateKind


def above_nothing(price: Money | Decimal) -> None:
    """Refuse a ceiling of nothing: it would silently exclude every product."""
    if getattr(price, "amount", price) < Decimal("0.01"):
        raise ValidationError(
            _("No product costs that little. Leave it empty if any price will do."),
            code="min_value",
        )


class DayPassed(StateConflict):
    """A need whose day for answers is over is not posted: nobody could answer it in time."""

    def __str__(self) -> str:
        return str(
            _("The day until which you want answers has passed. Choose a later one, then post it.")
        )


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("state")),
    fields=["state", "name_km", "name_en", "quantity", "unit"],
    model_name="NeedEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Need(BilingualName, StatefulModel):
    """A sourcing request (RFQ). The name is what is wanted, in the buyer's own words.

    draft -> open <-> paused -> filled | closed. `price_ceiling` is per `unit`.
    `certificates_required` exclude a product that lacks one; `certificates_wished` only rank.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Open")
        PAUSED = "paused", _("Paused")
        FILLED = "filled", _("Filled")
        CLOSED = "closed", _("Closed")

    class Period(models.TextChoices):
        ONCE = "once", _("once")
        WEEK = "week", _("a week")
        MONTH = "month", _("a month")
        YEAR = "year", _("a year")

    class Visibility(models.TextChoices):
        PUBLIC = "public", _("Every producer may see it")
        INVITED = "invited", _("Only producers I invite see it")

    # How often each period comes round in a month.
    PER_MONTH = {
        Period.ONCE: Decimal(1),
        Period.WEEK: Decimal(52) / Decimal(12),
        Period.MONTH: Decimal(1),
        Period.YEAR: Decimal(1) / Decimal(12),
    }

    MOVED = ("state", "opened_at")

    buyer = models.ForeignKey(Buyer, models.PROTECT, related_name="needs")
    category = models.ForeignKey(
        "producers.Category", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("category"),
    )  # fmt: skip
    details = models.TextField(_("details"), blank=True, max_length=2000)
    quantity = models.DecimalField(
        _("quantity"),
        max_digits=12,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    unit = models.CharField(_("unit"), max_length=8, choices=Unit, default=Unit.KG)
    period = models.CharField(_("how often"), max_length=5, choices=Period, default=Period.MONTH)
    months = ArrayField(
        models.PositiveSmallIntegerField(), default=list, blank=True,
        verbose_name=_("months"), help_text=_("None chosen means all year round."),
    )  # fmt: skip
    province = models.ForeignKey(
        "places.Province",
        models.PROTECT,
        related_name="+",
        verbose_name=_("delivered to (province)"),
    )
    district = models.ForeignKey(
        "places.District", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("delivered to (district)"),
    )  # fmt: skip
    origin = models.ForeignKey(
        "places.Province", models.PROTECT, null=True, blank=True, related_name="+",
        verbose_name=_("preferred origin"), help_text=_("Other places are suggested too, after it."),
    )  # fmt: skip
    price_ceiling = MoneyField(
        _("highest price per unit"), max_digits=12, decimal_places=2, default_currency="KHR",
        null=True, blank=True, validators=[above_nothing],
    )  # fmt: skip
    price_ceiling_usd = models.DecimalField(
        max_digits=14, decimal_places=4, null=True, editable=False,
        help_text=_("ceiling per base unit in dollars at the rate of the day it was set"),
    )  # fmt: skip
    certificates_required = ArrayField(
        models.CharField(max_length=12),
        default=list,
        blank=True,
        verbose_name=_("certificates required"),
    )
    certificates_wished = ArrayField(
        models.CharField(max_length=12),
        default=list,
        blank=True,
        verbose_name=_("certificates wished for"),
    )
    sample_wanted = models.BooleanField(_("I want a sample first"), default=False)
    deadline = models.DateField(_("answers until"), null=True, blank=True)
    visibility = models.CharField(
        _("who may see it"), max_length=8, choices=Visibility, default=Visibility.PUBLIC
    )
    state = models.CharField(max_length=8, choices=State, default=State.DRAFT, editable=False)
    opened_at = models.DateTimeField(null=True, editable=False)
    search_text = models.TextField(editable=False, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = NeedQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        ordering = ["-created_at", "-pk"]
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        indexes = [models.Index(fields=["state", "-created_at"], name="buyers_need_open")]
        constraints = [
            *BilingualName.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="buyers_need_quantity_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(price_ceiling__isnull=True) | models.Q(price_ceiling__gt=0),
                name="buyers_need_ceiling_positive",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("matching:need", args=[self.pk])

    @property
    def monthly_quantity(self) -> Decimal:
        """What is wanted in one month, in `unit`; a single order counts as one month's."""
        return (self.quantity * self.PER_MONTH[self.Period(self.period)]).quantize(Decimal("0.01"))

    @property
    def wanted_months(self) -> list[int]:
        """Months (1-12) the need covers."""
        return self.months or list(range(1, 13))

    @property
    def required_labels(self) -> list[str]:
        """The required certificates in the reader's language."""
        return [str(CertificateKind(kind).label) for kind in self.certificates_required]

    @property
    def wished_labels(self) -> list[str]:
        """The certificates wished for in the reader's language."""
        return [str(CertificateKind(kind).label) for kind in self.certificates_wished]

    def clean(self) -> None:
        super().clean()
        if not query_terms(f"{self.name_km} {self.name_en}"):
            raise ValidationError(
                {"name_km": _("Say in words what you look for, for example “smoked fish”.")}
            )
        if any(not 1 <= month <= 12 for month in self.months):
            raise ValidationError({"months": _("Months are numbered 1 to 12.")})

    def derive(self, khr_per_usd: Decimal | None = None) -> None:
        """Fill the columns that follow from others: search text and comparable ceiling.

        `khr_per_usd`: today's rate, for whoever fills many needs; else it is looked up.
        """
        words = [self.name_km, self.name_en]
        if self.category:
            words += [self.category.name_km, self.category.name_en]
        self.search_text = segmented(*words)
        self.price_ceiling_usd = None
        if self.price_ceiling is not None:
            per_base_unit = self.price_ceiling / in_base(Decimal(1), self.unit)
            self.price_ceiling_usd = ExchangeRate.in_usd(
                per_base_unit, timezone.localdate(), khr_per_usd
            )

    @property
    def is_public(self) -> bool:
        """Whether every producer may see it while it is open."""
        return self.visibility == self.Visibility.PUBLIC

    def invites(self, producer_id: int) -> bool:
        """Whether that producer was asked to answer. One query."""
        return self.invitations.filter(producer=producer_id).exists()

    @property
    def is_over(self) -> bool:
        """Filled or closed: nothing about it changes any more."""
        return self.state in (self.State.FILLED, self.State.CLOSED)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    # --- state changes -----------------------------------------------------------------------
    # Each raises StateConflict from any state but those it names.

    def open(self) -> None:
        """Publish it, or resume after a pause. Raises DayPassed, or StateConflict from any other state."""
        if self.deadline and self.deadline < timezone.localdate():
            raise DayPassed(self, self.State.OPEN)
        allowed = [self.State.DRAFT, self.State.PAUSED]
        self.move(self.State.OPEN, allowed=allowed, opened_at=self.opened_at or timezone.now())

    def pause(self) -> None:
        """Stop receiving answers for a while."""
        self.move(self.State.PAUSED, allowed=[self.State.OPEN])

    def fill(self) -> None:
        """The buyer found what was needed."""
        self.move(self.State.FILLED, allowed=[self.State.OPEN, self.State.PAUSED])

    def close(self) -> None:
        """The buyer no longer needs it."""
        self.move(self.State.CLOSED, allowed=[self.State.DRAFT, self.State.OPEN, self.State.PAUSED])
