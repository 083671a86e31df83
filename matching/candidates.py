"""Stage one: the products a need could be filled with, fetched by one set-based query.

Hard limits are decided here, in SQL, so that no later step can let a forbidden product through.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_

import numpy as np
from django.contrib.postgres.search import SearchRank, TrigramWordSimilarity
from django.db.models import (
    Case,
    Exists,
    Expression,
    F,
    FloatField,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from buyers.models import Need
from matching.ranking import Candidates, NeedProfile
from ovop.kernel.units import MEASURES, comparable, in_base
from ovop.text import query_terms
from places.geography import distance_km
from producers.models import Certificate, Product
from producers.querysets import ProductQuerySet, words_query

CANDIDATES = 500


def profile_of(need: Need) -> NeedProfile:
    """The need in base units, as the scorer wants it."""
    return NeedProfile(
        monthly_quantity=float(in_base(need.monthly_quantity, need.unit)),
        months=tuple(need.wanted_months),
        price_ceiling=float(need.price_ceiling_usd) if need.price_ceiling_usd else None,
    )


def candidate_products(need: Need) -> ProductQuerySet:
    """Registered products within every hard limit that share a word or the field with the need.

    Hard limits: a comparable unit, supply in a wanted month, and every required certificate valid
    today. Annotated with `relevance` and `same_category`, the most promising CANDIDATES first.
    """
    units = [unit for unit in MEASURES if comparable(unit, need.unit)]
    products = Product.objects.public().filter(unit__in=units)
    if need.months:
        supplied = [Q(**{f"monthly_supply__{month - 1}__gt": 0}) for month in need.months]
        products = products.filter(reduce(or_, supplied))
    for kind in need.certificates_required:
        products = products.filter(
            Exists(_valid_certificates(timezone.localdate()).filter(kind=kind))
        )

    related = Q(pk__in=[])
    same: Expression = Value(0.0, output_field=FloatField())
    if need.category:
        field = need.category.field
        related = Q(category=need.category) | Q(category__parent=field) | Q(category=field)
        same = Case(
            When(category=need.category, then=1.0), When(related, then=0.5), default=0.0,
            output_field=FloatField(),
        )  # fmt: skip
    relevance: Expression = Value(0.0, output_field=FloatField())
    terms = query_terms(f"{need.name_km} {need.name_en}")
    if terms:
        query, phrase = words_query(terms), " ".join(terms)
        related |= Q(search=query) | Q(search_name__trigram_word_similar=phrase)
        relevance = SearchRank(F("search"), query, normalization=1) + 0.3 * TrigramWordSimilarity(
            phrase, "search_name"
        )
    return (
        products.filter(related)
        .annotate(relevance=relevance, same_category=same)
        .order_by("-relevance", "-same_category", "pk")[:CANDIDATES]
    )


def fetch_candidates(need: Need) -> Candidates:
    """The candidates of a need as numpy columns; three queries at most."""
    rows = list(
        candidate_products(need).values_list(  # type: ignore[misc] # annotated there
            "pk", "relevance", "same_category", "monthly_supply", "unit", "price_usd", "province_id"
        )
    )
    ids = [row[0] for row in rows]
    factors = np.array([float(in_base(Decimal(1), row[4])) for row in rows])
    supply = np.array([row[3] for row in rows], dtype=float).reshape(len(rows), 12)
    return Candidates(
        ids=np.array(ids, dtype=np.int64),
        relevance=np.array([row[1] for row in rows], dtype=float),
        category=np.array([row[2] for row in rows], dtype=float)
        if need.category
        else np.full(len(rows), 0.5),
        supply=supply * factors[:, None],
        price=np.array([row[5] for row in rows], dtype=float),
        distance=np.array([distance_km(row[6], need.province_id) for row in rows], dtype=float),
        wished=_wished_share(need, ids),
    )


def _wished_share(need: Need, product_ids: list[int]) -> np.ndarray:
    wished = set(need.certificates_wished) - set(need.certificates_required)
    if not wished:
        return np.ones(len(product_ids))
    held: dict[int, set[str]] = {pk: set() for pk in product_ids}
    certificates = Certificate.objects.valid_on(timezone.localdate()).filter(kind__in=wished)
    of_product = certificates.filter(product__in=product_ids).values_list("product_id", "kind")
    of_producer = certificates.filter(product=None, producer__products__in=product_ids)
    for pk, kind in (*of_product, *of_producer.values_list("producer__products__pk", "kind")):
        if pk in held:
            held[pk].add(kind)
    return np.array([len(held[pk]) / len(wished) for pk in product_ids])


def _valid_certificates(day: date) -> QuerySet[Certificate]:
    """Certificates, valid on `day`, of the outer product or of everything its producer makes."""
    covers = Q(product=OuterRef("pk")) | Q(product=None, producer=OuterRef("producer_id"))
    return Certificate.objects.valid_on(day).filter(covers)
