"""Two sides coming to terms: enquiry, quote, sample, deal."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from djmoney.models.fields import MoneyField
from djmoney.models.validators import MinMoneyValidator

from buyers.models import Buyer, Need
from forums.models.sides import Side, sides_of
from matching.querysets import EnquiryQuerySet
from ovop.kernel.declining import DeclineReason
from ovop.kernel.states import StatefulModel
from ovop.kernel.units import Unit, comparable
from places.models import ExchangeRate
from producers.models import Producer, Product

LEAST_WORTH = Decimal("0.01")  # of either currency: what the ledger of deals can write down

ANSWER_WITHIN = timedelta(days=14)


def in_two_weeks() -> datetime:
    """When an enquiry made now lapses unanswered."""
    return timezone.now() + ANSWER_WITHIN


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("state", "kept")),
    fields=["state", "turn", "kept", "producer", "buyer"],
    model_name="EnquiryEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Enquiry(StatefulModel):
    """One thread between a producer and a buyer about a product, a need, or both.

    asked -> talking <-> quoted <-> sample -> deal, or declined | withdrawn | expired. `turn` is the side
    that must act, `step` counts the changes: whoever acts names the step they saw, so that nobody agrees
    to something that changed meanwhile. `agreed_at`: since then both see each other's phone.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Waiting for an answer")
        TALKING = "talking", _("In talks")
        QUOTED = "quoted", _("Offer made")
        SAMPLE = "sample", _("Sample under way")
        DEAL = "deal", _("Deal")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Taken back")
        EXPIRED = "expired", _("Not answered in time")

    class Sample(models.TextChoices):
        NONE = "", _("no sample")
        WANTED = "wanted", _("asked for")
        SENT = "sent", _("on its way")
        GOOD = "good", _("the buyer likes it")
        BAD = "bad", _("the buyer does not like it")

    LIVE = (State.ASKED, State.TALKING, State.QUOTED, State.SAMPLE)
    MOVED = (
        "state", "turn", "step", "sample", "agreed_at", "answered_at", "turn_since", "expires_at",
        "decline_reason", "kept",
    )  # fmt: skip

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="enquiries")
    buyer = models.ForeignKey(Buyer, models.PROTECT, related_name="enquiries")
    product = models.ForeignKey(
        Product, models.SET_NULL, null=True, blank=True, related_name="enquiries"
    )
    need = models.ForeignKey(Need, models.SET_NULL, null=True, blank=True, related_name="enquiries")
    asked_by_side = models.CharField(max_length=8, choices=Side)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    quantity = models.DecimalField(
        _("how much"), max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )  # fmt: skip
    unit = models.CharField(_("unit"), max_length=8, choices=Unit, default=Unit.KG)
    period = models.CharField(
        _("how often"), max_length=5, choices=Need.Period, default=Need.Period.ONCE
    )
    state = models.CharField(max_length=10, choices=State, default=State.ASKED, editable=False)
    turn = models.CharField(max_length=8, choices=Side, blank=True, editable=False)
    step = models.PositiveIntegerField(default=0, editable=False)
    sample = models.CharField(max_length=6, choices=Sample, blank=True, editable=False)
    agreed_at = models.DateTimeField(null=True, editable=False)
    answered_at = models.DateTimeField(null=True, editable=False)
    turn_since = models.DateTimeField(default=timezone.now, editable=False)
    expires_at = models.DateTimeField(default=in_two_weeks, editable=False)
    decline_reason = models.CharField(
        max_length=12, choices=DeclineReason, blank=True, editable=False
    )
    deal = models.OneToOneField(
        "forums.Deal", models.SET_NULL, null=True, editable=False, related_name="enquiry"
    )
    kept = models.BooleanField(_("the deal was kept"), null=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["-turn_since", "-pk"]
        verbose_name = _("enquiry")
        verbose_name_plural = _("enquiries")
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "buyer", "product", "need"],
                condition=models.Q(state__in=["asked", "talking", "quoted", "sample"]),
                nulls_distinct=False, name="matching_enquiry_one_live",
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__isnull=True) | models.Q(quantity__gt=0),
                name="matching_enquiry_quantity_positive",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                fields=["expires_at"], name="matching_enquiry_waiting",
                condition=models.Q(state__in=["asked", "talking", "quoted", "sample"]),
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.producer} – {self.buyer}"

    def get_absolute_url(self) -> str:
        return reverse("matching:enquiry", args=[self.pk])

    @property
    def is_live(self) -> bool:
        """Whether it can still lead to a deal."""
        return self.state in self.LIVE

    @property
    def subject_names(self) -> list[str]:
        """What it is about, [Khmer, English]; the product first, else the need."""
        subject = self.product or self.need
        return subject.names if subject else ["", ""]

    @property
    def open_quote(self) -> Quote | None:
        """The offer on the table. One query."""
        return self.quotes.filter(state=Quote.State.OPEN).first()

    def opposite(self, side: str) -> Producer | Buyer:
        """Whom `side` is in touch with."""
        return self.buyer if side == Side.PRODUCER else self.producer

    def side_of(self, organisations: set[int]) -> str:
        """The side that one of these organisations is; "" for neither."""
        return next(iter(sides_of(self, organisations)), "")


class Quote(models.Model):
    """Terms that one side offers the other: so much, at that price, from then on."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        REPLACED = "replaced", _("Replaced")
        REFUSED = "refused", _("Not accepted")

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="quotes")
    side = models.CharField(max_length=8, choices=Side)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    price = MoneyField(
        _("price per unit"), max_digits=12, decimal_places=2, default_currency="KHR",
        validators=[MinMoneyValidator(Decimal("0.01"))],
    )  # fmt: skip
    quantity = models.DecimalField(
        _("quantity"), max_digits=12, decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"))],
    )  # fmt: skip
    unit = models.CharField(_("unit"), max_length=8, choices=Unit, default=Unit.KG)
    period = models.CharField(
        _("how often"), max_length=5, choices=Need.Period, default=Need.Period.ONCE
    )
    starts_on = models.DateField(_("from"), null=True, blank=True)
    note = models.CharField(
        _("delivery, packing, payment"), max_length=300, blank=True,
        help_text=_("For example: delivered to the hotel, in 5 kg boxes, paid on delivery."),
    )  # fmt: skip
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, editable=False)
    worth_usd = models.DecimalField(max_digits=26, decimal_places=2, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[Quote] = models.Manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("quote")
        verbose_name_plural = _("quotes")
        constraints = [
            models.UniqueConstraint(
                fields=["enquiry"], condition=models.Q(state="open"), name="matching_quote_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0) & models.Q(price__gt=0),
                name="matching_quote_positive",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.unit} × {self.price}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        worth = ExchangeRate.in_usd(self.price * self.quantity, timezone.localdate())
        self.worth_usd = worth.quantize(Decimal("0.01"))
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        if self.price and self.quantity and self.price.amount * self.quantity < LEAST_WORTH:
            raise ValidationError({"quantity": _("So little at that price is worth nothing. Write more of it, or a higher price.")})  # fmt: skip
        product = self.enquiry.product
        if product and self.unit and not comparable(self.unit, product.unit):
            raise ValidationError(
                {
                    "unit": _("This product is sold by %(unit)s; that cannot be compared.")
                    % {"unit": product.get_unit_display()}
                }
            )


class EnquiryEntry(models.Model):
    """One line of the thread: a message, or a step that somebody took. Never changed."""

    class Kind(models.TextChoices):
        MESSAGE = "message", _("wrote")
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("agreed to talk")
        OFFER = "offer", _("made an offer")
        DEAL = "deal", _("accepted the offer")
        SAMPLE_WANTED = "sample_wanted", _("asked for a sample")
        SAMPLE_SENT = "sample_sent", _("sent a sample")
        SAMPLE_GOOD = "sample_good", _("liked the sample")
        SAMPLE_BAD = "sample_bad", _("did not like the sample")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("took it back")
        EXPIRED = "expired", _("The time to answer is over")
        KEPT = "kept", _("said that the deal was kept")
        NOT_KEPT = "not_kept", _("said that the deal was not kept")

    enquiry = models.ForeignKey(Enquiry, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=14, choices=Kind)
    side = models.CharField(max_length=8, choices=Side, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.CharField(_("message"), max_length=1000, blank=True)
    quote = models.ForeignKey(Quote, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[EnquiryEntry] = models.Manager()

    class Meta:
        ordering = ["pk"]
        verbose_name = _("entry of an enquiry")
        verbose_name_plural = _("entries of an enquiry")

    def __str__(self) -> str:
        return f"{self.enquiry_id}: {self.kind}"
