"""Reading producers and products: who sees what, and how the catalogue is searched."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, Prefetch, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce
from django.utils import timezone
from djmoney.money import Money

from accounts.scope import NOTHING, in_charge_of, role_of
from ovop.kernel.units import MEASURES, comparable, in_base

if TYPE_CHECKING:
    from accounts.scope import AnyUser
    from producers.models import Producer, Product  # noqa: F401
    from producers.search import Hits

PUBLIC = Q(state="registered")
SEARCH_COLUMNS = (
    "search", "search_name", "search_name_more", "search_kind", "search_body", "search_place",
)  # fmt: skip
NOT_ON_CARDS = (*SEARCH_COLUMNS, "description_km", "description_en")
MANY_ENOUGH = 5  # fewer prices say nothing about what is usual


class Percentile(models.Aggregate):
    """PostgreSQL's percentile_cont: `fraction` of the values are at or below it."""

    function = "percentile_cont"
    template = "%(function)s(%(fraction)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = models.FloatField()

    def __init__(self, expression: str, fraction: float) -> None:
        super().__init__(expression, fraction=fraction)


class ProducerQuerySet(models.QuerySet["Producer"]):
    """Producers: their public face is public, their phone is not."""

    def visible_to(self, user: AnyUser) -> ProducerQuerySet:
        """Producers with something registered, the user's own, and those in the user's charge."""
        from producers.models import Product

        public = models.Exists(Product.objects.filter(PUBLIC, producer_id=models.OuterRef("pk")))
        return self.filter(Q(public) | self._own(user) | in_charge_of(user, "organisation__"))

    def unused(self) -> ProducerQuerySet:
        """Those for whom nobody has entered anything beside their profile."""
        return self.filter(products=None, drafts=None, certificates=None, visits=None)

    def editable_by(self, user: AnyUser) -> ProducerQuerySet:
        """The user's own, and those in the user's charge."""
        return self.filter(self._own(user) | in_charge_of(user, "organisation__"))

    def own(self, user: AnyUser) -> ProducerQuerySet:
        """Those the user acts for, the first one first."""
        return self.filter(self._own(user)).order_by("pk")

    @staticmethod
    def _own(user: AnyUser) -> Q:
        if not user.is_authenticated:
            return NOTHING
        return Q(organisation__in=user.organisations.all())


class ProductQuerySet(models.QuerySet["Product"]):
    """Products; every read begins with `public`, `visible_to` or `editable_by`."""

    def public(self) -> ProductQuerySet:
        """The catalogue: what is registered."""
        return self.filter(PUBLIC)

    def visible_to(self, user: AnyUser) -> ProductQuerySet:
        """The catalogue, the user's own products, and those in the user's charge."""
        return self.filter(PUBLIC | self._own(user) | in_charge_of(user))

    def editable_by(self, user: AnyUser) -> ProductQuerySet:
        """The user's own, and for officers and staff those of their place."""
        return self.filter(self._own(user) | in_charge_of(user))

    def may_edit(self, user: AnyUser, pk: int) -> bool:
        """Whether `editable_by` has this one; of who makes nothing and has no charge, nothing is asked."""
        if role_of(user) in ("", "buyer"):
            return False
        return self.editable_by(user).filter(pk=pk).exists()

    def own(self, user: AnyUser) -> ProductQuerySet:
        """What the user's organisations make; buyers make nothing."""
        return self.filter(self._own(user))

    def reviewable_by(self, user: AnyUser) -> ProductQuerySet:
        """Submissions and renewals that the user decides about, the longest waiting first.

        `waiting_since` is annotated. Officers enrol, staff review.
        """
        if not getattr(user, "reviews", False):
            return self.none()
        waiting = Q(state="submitted") | Q(state="registered", renewal_asked_at__isnull=False)
        return (
            self.filter(in_charge_of(user))
            .filter(waiting)
            .annotate(waiting_since=Coalesce("renewal_asked_at", "submitted_at"))
            .order_by("waiting_since", "pk")
        )

    def to_judge_by(self, user: AnyUser) -> ProductQuerySet:
        """Registered products without stars, or whose stars lapse within two months."""
        if not getattr(user, "reviews", False):
            return self.none()
        soon = timezone.localdate() + timedelta(days=60)
        due = Q(stars__isnull=True) | Q(stars_until__isnull=True) | Q(stars_until__lte=soon)
        return self.public().filter(in_charge_of(user)).filter(due).order_by("registered_at", "pk")

    def usual_price(self, product: Product) -> dict[str, Any] | None:
        """Quartiles of what comparable products cost for one `product.unit`, in dollars.

        None with fewer than MANY_ENOUGH in the same category and dimension.
        """
        alike = [unit for unit in MEASURES if comparable(unit, product.unit)]
        found = self.filter(category=product.category_id, unit__in=alike).aggregate(
            count=Count("pk"),
            low=Percentile("price_usd", 0.25),
            middle=Percentile("price_usd", 0.5),
            high=Percentile("price_usd", 0.75),
        )
        if found["count"] < MANY_ENOUGH:
            return None
        factor = in_base(Decimal(1), product.unit)
        for name in ("low", "middle", "high"):
            found[name] = Money((Decimal(found[name]) * factor).quantize(Decimal("0.01")), "USD")
        return found

    @staticmethod
    def _own(user: AnyUser) -> Q:
        if not user.is_authenticated or role_of(user) == "buyer":
            return NOTHING
        return Q(producer__organisation__in=user.organisations.all())

    def for_cards(self) -> ProductQuerySet:
        """With what a list card shows: three queries whatever the number of rows."""
        from producers.models import ProductPhoto

        return (
            self.select_related(
                "province", "village", "category", "category__parent", "producer__organisation"
            )
            .prefetch_related(Prefetch("photos", ProductPhoto.objects.order_by("position", "pk")))
            .defer(*NOT_ON_CARDS)
        )

    def hit_by(self, hits: Hits) -> ProductQuerySet:
        """The products of `hits` among these, best first."""
        if not hits:
            return self.none()
        ids, scores = zip(*sorted(zip(hits.ids, hits.scores, strict=True)), strict=True)
        return (
            self.filter(pk__in=RawSQL("SELECT unnest(%s::int[])", [list(ids)]))
            .annotate(relevance=ScoreOf("pk", list(ids), list(scores)))
            .order_by("-relevance", "-pk")
        )


class ScoreOf(models.Expression):
    """The score of a key: `scores[n]` where `keys[n]` is the key. `keys` must be sorted."""

    def __init__(self, expression: str, keys: list[int], scores: list[float]) -> None:
        super().__init__(output_field=models.FloatField())
        self.key = models.F(expression)
        self.keys, self.scores = keys, scores

    def get_source_expressions(self) -> list[Any]:
        return [self.key]

    def set_source_expressions(self, exprs: Any) -> None:
        (self.key,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        key, params = compiler.compile(self.key)
        # width_bucket finds a value's place in a sorted array by bisection: fast for long ones too.
        sql = f"(%s::real[])[width_bucket({key}::int, %s::int[])]"
        return sql, (self.scores, *params, self.keys)
