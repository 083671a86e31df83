"""A product: what it is, what it costs, how much of it when, and whether it is registered."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from djmoney.models.fields import MoneyField
from djmoney.models.validators import MinMoneyValidator
from djmoney.money import Money

from ovop.kernel.naming import BilingualName, in_language
from ovop.kernel.states import StatefulModel
from ovop.kernel.units import Unit, in_base
from ovop.text import cluster_pairs, searchable, segmented
from places.models import ExchangeRate
from producers.models.categories import Category
from producers.models.producers import Producer
from producers.models.supply import MONTHS, months_with_supply
from producers.querysets import ProductQuerySet

if TYPE_CHECKING:
    from accounts.models import User
    from producers.models.photos import ProductPhoto

REGISTERED_FOR_YEARS = 3
RENEWABLE_FROM = timedelta(days=90)  # how long before its end a registration may be renewed


def no_supply() -> list[Decimal]:
    """Twelve months without supply."""
    return [Decimal(0)] * MONTHS


class Packaging(models.TextChoices):
    """What a product is packed in, in words every buyer reads in their own language."""

    NONE = "none", _("Loose, not packed")
    BAG = "bag", _("Plastic bag")
    VACUUM = "vacuum", _("Vacuum bag")
    JAR = "jar", _("Jar")
    BOTTLE = "bottle", _("Bottle")
    CAN = "can", _("Can")
    BOX = "box", _("Box")
    SACK = "sack", _("Sack")
    BASKET = "basket", _("Basket or leaf")
    OTHER = "other", _("Something else")


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
    product is public; a registration is for REGISTERED_FOR_YEARS and then renewed. `price` is the lowest
    price and `price_to`, in the same currency, the highest where there is a range. `monthly_supply` holds twelve amounts in `unit`, January first. The search
    columns are filled on save; the tsvector is generated from them by PostgreSQL.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for review")
        CHANGES_REQUESTED = "changes_requested", _("Changes asked")
        REGISTERED = "registered", _("Registered")
        SUSPENDED = "suspended", _("Suspended")
        EXPIRED = "expired", _("Expired")

    # What decisions write: a form saved meanwhile leaves these alone.
    MOVED = (
        "state", "submitted_at", "registered_at", "registered_by", "registration_number",
        "valid_until", "renewal_asked_at", "stars", "stars_until", "export_ready", "hs_code",
    )  # fmt: skip

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
    price_to = models.DecimalField(
        _("up to"), max_digits=12, decimal_places=2, null=True, blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
        help_text=_("in the same currency; empty when there is one price"),
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
    # Compared with a need's months in one operation.
    months_mask = models.GeneratedField(
        expression=months_with_supply(), output_field=models.IntegerField(), db_persist=True
    )
    lead_time_days = models.PositiveSmallIntegerField(_("days to prepare an order"), default=7)
    packaging_kind = models.CharField(_("packed in"), max_length=10, choices=Packaging, blank=True)
    packaging = models.CharField(_("about the packing"), max_length=200, blank=True)
    shelf_life_days = models.PositiveIntegerField(_("keeps for (days)"), null=True, blank=True)
    state = models.CharField(max_length=20, choices=State, default=State.DRAFT, editable=False)
    registration_number = models.CharField(
        max_length=30, null=True, blank=True, unique=True, editable=False
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    registered_at = models.DateTimeField(null=True, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    valid_until = models.DateField(_("registered until"), null=True, editable=False)
    renewal_asked_at = models.DateTimeField(null=True, editable=False)
    stars = models.PositiveSmallIntegerField(_("OVOP stars"), null=True, blank=True, editable=False)
    stars_until = models.DateField(null=True, editable=False)
    hs_code = models.CharField(_("HS code"), max_length=6, blank=True, editable=False)
    export_ready = models.BooleanField(_("ready for export"), default=False, editable=False)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)
    search_name = models.TextField(editable=False, default="")
    search_name_more = models.TextField(editable=False, default="")
    search_kind = models.TextField(editable=False, default="")
    search_body = models.TextField(editable=False, default="")
    search_place = models.TextField(editable=False, default="")
    search = models.GeneratedField(
        expression=SearchVector("search_name", config="english", weight="A")
        + SearchVector("search_name_more", config="english", weight="A")
        + SearchVector("search_kind", config="english", weight="B")
        + SearchVector("search_body", config="english", weight="C")
        + SearchVector("search_place", config="english", weight="D"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = ProductQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        ordering = ["-registered_at", "-pk"]
        verbose_name = _("product")
        verbose_name_plural = _("products")
        indexes = [
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
                condition=models.Q(price_to__isnull=True)
                | models.Q(price_to__gte=models.F("price")),
                name="producers_product_price_range",
                violation_error_message=_("The highest price is below the lowest."),
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

    EDITABLE = (State.DRAFT, State.CHANGES_REQUESTED, State.REGISTERED, State.EXPIRED)
    SUBMITTABLE = (State.DRAFT, State.CHANGES_REQUESTED, State.EXPIRED)

    def get_absolute_url(self) -> str:
        return reverse("producers:product", args=[self.pk])

    @property
    def description(self) -> str:
        """The description in the reader's language."""
        return in_language(self.description_km, self.description_en)

    @property
    def highest_price(self) -> Money | None:
        """The top of the price range, where there is one above `price`."""
        if self.price_to is None or self.price_to == self.price.amount:
            return None
        return Money(self.price_to, self.price.currency)

    @property
    def cover(self) -> ProductPhoto | None:
        """The first photo that is ready, from what was prefetched."""
        return next((photo for photo in self.photos.all() if photo.is_ready), None)

    @property
    def open_remarks(self) -> dict[str, str]:
        """Field -> what the reviewer asked to change in it, while changes are asked for."""
        if self.state != self.State.CHANGES_REQUESTED:
            return {}
        review = self.reviews.filter(decision=self.State.CHANGES_REQUESTED).first()
        return dict(review.remarks.values_list("field", "reason")) if review else {}

    @property
    def packed_in(self) -> str:
        """Packaging in one line: the kind, then the producer's own words."""
        kind = self.get_packaging_kind_display() if self.packaging_kind else ""
        return " · ".join(part for part in (kind, self.packaging) if part)

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
        """Fill the search columns from names, category, descriptions and place."""
        from producers.search.aliases import aliases

        category, province, same = self.category, self.village.province, aliases()
        self.search_name = segmented(self.name_km, self.name_en)
        self.search_name_more = " ".join(
            [
                *cluster_pairs(f"{self.name_km} {self.name_en}"),
                same.tokens_of(self.name_km, self.name_en),
            ]
        )
        self.search_kind = searchable(
            category.token, category.field.token, category.name_km, category.name_en
        )
        self.search_body = " ".join(
            [
                searchable(self.description_km, self.description_en),
                same.tokens_of(self.description_km, self.description_en),
            ]
        )
        self.search_place = searchable(province.name_km, province.name_en)

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    # --- state changes -----------------------------------------------------------------------
    # Each raises StateConflict from any state but those it names.

    def submit(self) -> None:
        """The producer hands it in for review; an expired one keeps its number."""
        self.move(
            self.State.SUBMITTED,
            allowed=self.SUBMITTABLE,
            submitted_at=timezone.now(),
        )

    def withdraw(self) -> None:
        """The producer takes a submission back to go on editing."""
        self.move(self.State.DRAFT, allowed=[self.State.SUBMITTED])

    def register(self, officer: User) -> None:
        """Approve it: a registration number is drawn and it becomes public.

        The number is KH-OVOP-<province>-<year>-<4 digits>, counted per province and year. It is
        valid for REGISTERED_FOR_YEARS.
        """
        from producers.models.reviews import RegistrationCounter

        today = timezone.localdate()
        number = self.registration_number or RegistrationCounter.next_number(
            self.province_id, today.year
        )
        self.move(
            self.State.REGISTERED,
            allowed=[self.State.SUBMITTED, self.State.SUSPENDED, self.State.EXPIRED],
            registration_number=number,
            registered_at=timezone.now(),
            registered_by=officer,
            valid_until=in_years(today, REGISTERED_FOR_YEARS),
            renewal_asked_at=None,
        )

    def request_changes(self) -> None:
        """Send it back to the producer; the reasons are in the review."""
        self.move(self.State.CHANGES_REQUESTED, allowed=[self.State.SUBMITTED])

    def suspend(self) -> None:
        """Take it out of the catalogue."""
        self.move(self.State.SUSPENDED, allowed=[self.State.REGISTERED])

    @property
    def renewable(self) -> bool:
        """Whether its registration ends soon and nobody has asked to renew it yet."""
        return (
            self.state == self.State.REGISTERED
            and self.renewal_asked_at is None
            and self.valid_until is not None
            and self.valid_until - timezone.localdate() <= RENEWABLE_FROM
        )

    def ask_renewal(self) -> None:
        """The producer asks to keep it registered; it stays in the catalogue meanwhile."""
        self.move(
            self.State.REGISTERED,
            allowed=[self.State.REGISTERED],
            where=models.Q(renewal_asked_at=None),
            renewal_asked_at=timezone.now(),
        )

    def renew(self, officer: User) -> None:
        """Another REGISTERED_FOR_YEARS from the day it would have ended, or from today."""
        today = timezone.localdate()
        self.move(
            self.State.REGISTERED,
            allowed=[self.State.REGISTERED],
            where=models.Q(renewal_asked_at__isnull=False),
            registered_by=officer,
            valid_until=in_years(max(self.valid_until or today, today), REGISTERED_FOR_YEARS),
            renewal_asked_at=None,
        )

    def expire(self) -> None:
        """Its registration ended without being renewed."""
        # As it is stored now: somebody may have asked for another term, or granted it, meanwhile.
        over = models.Q(valid_until__lt=timezone.localdate(), renewal_asked_at=None)
        self.move(self.State.EXPIRED, allowed=[self.State.REGISTERED], where=over)


def in_years(day: date, years: int) -> date:
    """The same day `years` later; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
