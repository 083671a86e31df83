"""A product: what it is, what it costs, how much of it when, and whether it is registered."""

from __future__ import annotations

import uuid
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from djmoney.models.fields import MoneyField
from djmoney.models.validators import MinMoneyValidator

from ovop.kernel.naming import BilingualName, in_language
from ovop.kernel.states import StatefulModel
from ovop.kernel.units import Unit, in_base
from ovop.text import segmented
from places.models import ExchangeRate
from producers.models.categories import Category
from producers.models.producers import Producer
from producers.querysets import ProductQuerySet

if TYPE_CHECKING:
    from accounts.models import User

MONTHS = 12


def no_supply() -> list[Decimal]:
    """Twelve months without supply."""
    return [Decimal(0)] * MONTHS


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("state", "price", "registration_number")),
    fields=["state", "price", "price_currency", "registration_number", "name_km", "name_en"],
    model_name="ProductEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Product(BilingualName, StatefulModel):
    """One product of one producer.

    draft -> submitted -> changes_requested | registered -> suspended | expired. Only a registered
    product is public. `monthly_supply` holds twelve amounts in `unit`, January first. The search
    columns are filled on save; the tsvector is generated from them by PostgreSQL.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for review")
        CHANGES_REQUESTED = "changes_requested", _("Changes asked")
        REGISTERED = "registered", _("Registered")
        SUSPENDED = "suspended", _("Suspended")
        EXPIRED = "expired", _("Expired")

    MOVED = ("state", "submitted_at", "registered_at", "registration_number")

    producer = models.ForeignKey(Producer, models.PROTECT, related_name="products")
    category = models.ForeignKey(
        Category, models.PROTECT, related_name="products", verbose_name=_("category")
    )
    description_km = models.TextField(_("description in Khmer"), blank=True, max_length=3000)
    description_en = models.TextField(_("description in English"), blank=True, max_length=3000)
    province = models.ForeignKey(
        "places.Province", models.PROTECT, related_name="products", editable=False
    )
    district = models.ForeignKey(
        "places.District", models.PROTECT, related_name="+", editable=False
    )
    commune = models.ForeignKey("places.Commune", models.PROTECT, related_name="+", editable=False)
    village = models.ForeignKey(
        "places.Village", models.PROTECT, related_name="products", verbose_name=_("village")
    )
    unit = models.CharField(_("sold by the"), max_length=8, choices=Unit, default=Unit.KG)
    price = MoneyField(
        _("price per unit"), max_digits=12, decimal_places=2, default_currency="KHR",
        validators=[MinMoneyValidator(Decimal("0.01"))],
    )  # fmt: skip
    price_usd = models.DecimalField(
        max_digits=14, decimal_places=4, editable=False,
        help_text=_("price per base unit (kg, l, piece, m) in dollars at the rate of the day it was set"),
    )  # fmt: skip
    minimum_order = models.DecimalField(
        _("smallest order"), max_digits=12, decimal_places=2, default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01"))],
    )  # fmt: skip
    monthly_supply = ArrayField(
        models.DecimalField(max_digits=12, decimal_places=2), size=MONTHS, default=no_supply,
        verbose_name=_("supply by month"),
    )  # fmt: skip
    lead_time_days = models.PositiveSmallIntegerField(_("days to prepare an order"), default=7)
    packaging = models.CharField(_("packaging"), max_length=200, blank=True)
    shelf_life_days = models.PositiveIntegerField(_("keeps for (days)"), null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)
    registration_number = models.CharField(
        max_length=30, null=True, blank=True, unique=True, editable=False
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    registered_at = models.DateTimeField(null=True, editable=False)
    stars = models.PositiveSmallIntegerField(_("OVOP stars"), null=True, blank=True, editable=False)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    search_name = models.TextField(editable=False, default="")
    search_body = models.TextField(editable=False, default="")
    search = models.GeneratedField(
        expression=SearchVector("search_name", config="english", weight="A")
        + SearchVector("search_body", config="english", weight="C"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ProductQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        ordering = ["-registered_at", "-pk"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        indexes = [
            GinIndex(fields=["search"], name="producers_product_search"),
            GinIndex(
                fields=["search_name"], name="producers_product_trigram", opclasses=["gin_trgm_ops"]
            ),
            models.Index(fields=["state", "province", "category"], name="producers_product_browse"),
            models.Index(
                fields=["state", "-registered_at", "-id"], name="producers_product_newest"
            ),
            models.Index(fields=["state", "category"], name="producers_product_category"),
        ]
        constraints = [
            *BilingualName.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(price__gt=0), name="producers_product_price_positive"
            ),
            models.CheckConstraint(
                condition=models.Q(monthly_supply__len=MONTHS),
                name="producers_product_twelve_months",
            ),
            models.CheckConstraint(
                condition=models.Q(stars__isnull=True) | models.Q(stars__range=(1, 5)),
                name="producers_product_stars_range",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="registered")
                | models.Q(registration_number__isnull=False),
                name="producers_product_registered_numbered",
            ),
        ]

    EDITABLE = (State.DRAFT, State.CHANGES_REQUESTED, State.REGISTERED)

    def get_absolute_url(self) -> str:
        return reverse("producers:product", args=[self.pk])

    @property
    def description(self) -> str:
        """The description in the reader's language."""
        return in_language(self.description_km, self.description_en)

    @property
    def yearly_supply(self) -> Decimal:
        """Sum of the twelve months, in `unit`."""
        return sum(self.monthly_supply, Decimal(0))

    @property
    def months_available(self) -> list[int]:
        """Months (1-12) with any supply."""
        return [month for month, amount in enumerate(self.monthly_supply, 1) if amount > 0]

    @property
    def is_public(self) -> bool:
        return self.state == self.State.REGISTERED

    def clean(self) -> None:
        super().clean()
        if self.monthly_supply and not any(amount > 0 for amount in self.monthly_supply):
            raise ValidationError(
                {"monthly_supply": _("Mark at least one month in which you can supply it.")}
            )

    def derive(self, khr_per_usd: Decimal | None = None) -> None:
        """Fill the columns that follow from others: place, comparable price, search text.

        `khr_per_usd`: today's rate, for whoever fills many products; else it is looked up.
        """
        self.commune_id = self.village.commune_id
        self.district_id = self.village.district_id
        self.province_id = self.village.province_id
        per_base_unit = self.price / in_base(Decimal(1), self.unit)
        self.price_usd = ExchangeRate.in_usd(per_base_unit, timezone.localdate(), khr_per_usd)
        self.derive_search()

    def derive_search(self) -> None:
        """Fill the search columns from names, descriptions, category, and province."""
        self.search_name = segmented(self.name_km, self.name_en)
        category, province = self.category, self.village.province
        self.search_body = segmented(
            category.name_km, category.name_en, category.synonyms,
            province.name_km, province.name_en, self.description_km, self.description_en,
        )  # fmt: skip

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    # --- state changes -----------------------------------------------------------------------

    def submit(self) -> None:
        """The producer hands it in for review."""
        self.move(
            self.State.SUBMITTED,
            allowed=[self.State.DRAFT, self.State.CHANGES_REQUESTED],
            submitted_at=timezone.now(),
        )

    def withdraw(self) -> None:
        """The producer takes a submission back to go on editing."""
        self.move(self.State.DRAFT, allowed=[self.State.SUBMITTED])

    @transaction.atomic
    def register(self, officer: User) -> None:
        """Approve it: a registration number is drawn and it becomes public.

        The number is KH-OVOP-<province>-<year>-<4 digits>, counted per province and year.
        """
        from producers.models.reviews import ProductReview, RegistrationCounter

        now = timezone.now()
        number = self.registration_number or RegistrationCounter.next_number(
            self.province_id, timezone.localdate().year
        )
        self.move(
            self.State.REGISTERED,
            allowed=[self.State.SUBMITTED, self.State.SUSPENDED, self.State.EXPIRED],
            registration_number=number,
            registered_at=now,
        )
        ProductReview.objects.create(
            product=self, reviewer=officer, decision=ProductReview.Decision.REGISTERED
        )

    @transaction.atomic
    def request_changes(self, officer: User, note: str) -> None:
        """Send it back to the producer with what must change."""
        self._review(officer, "changes_requested", note, allowed=[self.State.SUBMITTED])

    @transaction.atomic
    def suspend(self, officer: User, note: str) -> None:
        """Take it out of the catalogue."""
        self._review(officer, "suspended", note, allowed=[self.State.REGISTERED])

    def _review(self, officer: User, decision: str, note: str, *, allowed: list[str]) -> None:
        from producers.models.reviews import ProductReview

        self.move(decision, allowed=allowed)
        ProductReview.objects.create(product=self, reviewer=officer, decision=decision, note=note)
