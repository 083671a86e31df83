"""How often a product's page was opened, per day; nothing about who opened it."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Mapping
from datetime import date, timedelta

from django.db import Error, connection, models
from django.db.models import Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from producers.models.products import Product


class ProductViews(models.Model):
    """The count of one product and day."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="views")
    day = models.DateField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["product", "day"], name="producers_views_once")
        ]
        verbose_name = _("page views")
        verbose_name_plural = _("page views")

    def __str__(self) -> str:
        return f"{self.product_id} {self.day}: {self.count}"

    @classmethod
    def add(cls, counted: Mapping[tuple[int, date], int]) -> None:
        """Add what was counted, by product and day; a product that is gone meanwhile is left out.

        One statement, so that readers at the same moment are all counted.
        """
        table = cls._meta.db_table
        # In one order, so that two processes never wait for each other.
        rows = sorted((product, day, n) for (product, day), n in counted.items())
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} AS kept (product_id, day, count) SELECT new.product_id, new.day, new.n "  # noqa: S608
                "FROM unnest(%s::bigint[], %s::date[], %s::int[]) AS new (product_id, day, n) "
                "JOIN producers_product p ON p.id = new.product_id "
                "ORDER BY 1, 2 ON CONFLICT (product_id, day) DO UPDATE SET count = kept.count + EXCLUDED.count",
                [list(column) for column in zip(*rows, strict=True)],
            )

    @classmethod
    def in_last_days(cls, products: models.QuerySet[Product], days: int = 30) -> int:
        """All views of `products` in the last `days` days."""
        since = timezone.localdate() - timedelta(days=days)
        found = cls.objects.filter(product__in=products, day__gt=since).aggregate(n=Sum("count"))
        return found["n"] or 0


class Tally:
    """Views, counted in the process and written every few seconds, by whoever comes then.

    A page that is given out without asking the database should not write to it. A process that is killed loses the
    views of those seconds; one that ends writes them.
    """

    EVERY = 5.0  # seconds

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counted: Counter[tuple[int, date]] = Counter()
        self._written = time.monotonic()

    def note(self, product_id: int) -> None:
        """One more."""
        with self._lock:
            self._counted[product_id, timezone.localdate()] += 1
            due = time.monotonic() - self._written > self.EVERY
        if due:
            self.write()

    def write(self) -> None:
        """To the database, which may be away: then next time."""
        with self._lock:
            counted, self._counted = self._counted, Counter()
            self._written = time.monotonic()
        if not counted:
            return
        try:
            ProductViews.add(counted)
        except Error:
            with self._lock:
                self._counted.update(counted)


TALLY = Tally()


def seen(pk: int) -> None:
    """Somebody who may not change it got the page of this product."""
    TALLY.note(pk)
