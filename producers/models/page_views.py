"""How often a product's page was opened, per day; nothing about who opened it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, models
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
    def add(cls, product_id: int, day: date | None = None) -> None:
        """Count one more; one statement, so that readers at the same moment are all counted."""
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {cls._meta.db_table} (product_id, day, count) VALUES (%s, %s, 1) "  # noqa: S608
                f"ON CONFLICT (product_id, day) DO UPDATE SET count = {cls._meta.db_table}.count + 1",
                [product_id, day or timezone.localdate()],
            )

    @classmethod
    def in_last_days(cls, products: models.QuerySet[Product], days: int = 30) -> int:
        """All views of `products` in the last `days` days."""
        since = timezone.localdate() - timedelta(days=days)
        found = cls.objects.filter(product__in=products, day__gt=since).aggregate(n=Sum("count"))
        return found["n"] or 0
