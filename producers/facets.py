"""What a list of products could be narrowed to, with how many each choice would leave. One query."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from djmoney.money import Money

from ovop.kernel.naming import month_names
from places.models import ExchangeRate
from producers.querysets import ProductQuerySet

# Riel for one kg, litre, piece or metre: what people in the provinces call cheap, usual, dear.
PRICE_STEPS = (5_000, 20_000, 60_000)
MOST_KINDS = 8
SECONDS = 60  # how old the numbers of the whole catalogue may be


@dataclass
class Counts:
    """How many products there are in all, by province, by kind, by month (1-12) and by price band."""

    total: int = 0
    provinces: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    months: Counter[int] = field(default_factory=Counter)
    prices: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True)
class Choice:
    """One narrowing: its words, how many it leaves, and what it sets in the address."""

    label: str
    count: int
    changes: dict[str, Any]


def count(products: ProductQuerySet, *, everything: bool = False) -> Counts:
    """Count `products`; `everything` says that they are the whole catalogue, counted once a minute."""
    if everything:
        return cache.get_or_set("catalogue-counts", lambda: _count(products), SECONDS)  # type: ignore[return-value]
    return _count(products)


def _count(products: ProductQuerySet) -> Counts:
    edges = _edges()
    bands = {
        f"price{band}": Count("pk", filter=_between(low, high))
        for band, (low, high) in enumerate(itertools.pairwise(edges))
    }
    months = {
        f"month{month}": Count("pk", filter=Q(**{f"monthly_supply__{month - 1}__gt": 0}))
        for month in range(1, 13)
    }
    rows: Any = (
        products.order_by()
        .values("province", "category")
        .annotate(n=Count("pk"), **bands, **months)
    )
    found = Counts()
    for row in rows:
        found.total += row["n"]
        found.provinces[row["province"]] += row["n"]
        found.kinds[row["category"]] += row["n"]
        for month in range(1, 13):
            found.months[month] += row[f"month{month}"]
        for band in range(len(PRICE_STEPS) + 1):
            found.prices[band] += row[f"price{band}"]
    return found


def _edges() -> list[Any]:
    """The steps in dollars at the newest rate, which is looked up within the one query."""
    newest = ExchangeRate.objects.filter(on__lte=timezone.localdate()).order_by("-on")
    rate = Coalesce(Subquery(newest.values("khr_per_usd")[:1]), ExchangeRate.FALLBACK)
    return [None, *(Value(Decimal(step)) / rate for step in PRICE_STEPS), None]


def _between(low: Any, high: Any) -> Q:
    within = Q() if low is None else Q(price_usd__gte=low)
    return within if high is None else within & Q(price_usd__lt=high)


def kind_choices(counts: Counts, name_of: Callable[[str], str]) -> list[Choice]:
    """The kinds there are most of."""
    common = counts.kinds.most_common(MOST_KINDS)
    return _telling([Choice(name_of(code), n, {"category": code}) for code, n in common])


def month_choices(counts: Counts) -> list[Choice]:
    """The twelve months; none where every product is there all year."""
    names = month_names()
    every = [Choice(names[m - 1], counts.months[m], {"month": m}) for m in range(1, 13)]
    return every if len({choice.count for choice in every}) > 1 else []


def price_choices(
    counts: Counts, shown: Callable[[Money], str], words: tuple[str, str]
) -> list[Choice]:
    """Price bands that hold something; `words` say "up to %s" and "from %s"."""
    edges = [None, *PRICE_STEPS, None]
    choices = []
    for band, (low, high) in enumerate(itertools.pairwise(edges)):
        if low is None and high is not None:
            label = words[0] % shown(Money(high, "KHR"))
        elif high is None and low is not None:
            label = words[1] % shown(Money(low, "KHR"))
        else:
            assert low is not None and high is not None
            label = f"{shown(Money(low, 'KHR'))} – {shown(Money(high, 'KHR'))}"
        # The filter's upper end is included, the band's is not.
        changes = {"price_from": low, "price_to": high and high - 1}
        choices.append(Choice(label, counts.prices[band], changes))
    return _telling([choice for choice in choices if choice.count])


def _telling(choices: list[Choice]) -> list[Choice]:
    """Nothing to choose when all products are in one."""
    return choices if len(choices) > 1 else []
