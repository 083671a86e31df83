"""The movement in a few numbers, for the front page."""

from __future__ import annotations

from django.db.models import Sum
from django.utils import timezone

from insights.models import Bucket
from insights.reading import year_read


def headline() -> dict[str, int]:
    """Products, provinces and producers as they are now, and all deals so far. One query where the year is at hand."""
    values = year_read(timezone.localdate().year).values()
    deals = Bucket.objects.filter(measure="deals").aggregate(n=Sum("value"))["n"]
    now = {name: int(values.get(name, 0)) for name in ("products", "provinces", "producers")}
    return now | {"deals": int(deals or 0)}
