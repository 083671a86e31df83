"""Keeping the search's columns, index and vocabulary in step with the products."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection, transaction
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from ovop.text import ANALYSIS
from producers.models import Product, SearchStatistics
from producers.search.asking import look_up

BATCH = 1000
COLUMNS = ["search_name", "search_name_more", "search_kind", "search_body", "search_place"]


def count_words() -> bool:
    """Count the vocabulary anew if a product changed since; whether it was needed."""
    refreshed = SearchStatistics.objects.values_list("refreshed_at", flat=True).first()
    if refreshed and not Product.objects.filter(updated_at__gte=refreshed).exists():
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT producers_search_count()")
    return True


def refresh_sayings(words: Sequence[str]) -> int:
    """Make the columns anew of every product that stands under any of `words`; how many.

    For a row of the staff's table that changed: its token belongs to those who say it.
    """
    known = look_up(sorted(set(words)))
    terms = [each.term for found in known.words.values() for each in found if each.likeness == 1.0]
    saying = RawSQL("SELECT product FROM producers_searchposting WHERE term = ANY(%s)", [terms])
    return _derive_all(Product.objects.filter(pk__in=saying))


def bring_up_to_date(*, columns_are_new: bool = False) -> int:
    """Make columns, index and vocabulary anew when the text handling changed; how many products.

    After bulk loading, when only the index is to be built, say `columns_are_new`. Safe to repeat and to
    interrupt: the version is written last.
    """
    statistics = SearchStatistics.objects.filter(pk=1).first()
    if statistics and statistics.analysis == ANALYSIS and not columns_are_new:
        return 0
    done = 0 if columns_are_new else _derive_all(Product.objects.all())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT producers_search_rebuild()")
        SearchStatistics.objects.filter(pk=1).update(analysis=ANALYSIS)
    return done


def _derive_all(products: QuerySet[Product]) -> int:
    products = products.select_related("category__parent", "village__province")
    done, last = 0, 0
    while rows := list(products.filter(pk__gt=last).order_by("pk")[:BATCH]):
        for product in rows:
            product.derive_search()
        Product.objects.bulk_update(rows, COLUMNS)
        done, last = done + len(rows), rows[-1].pk
    return done
