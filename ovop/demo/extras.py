"""The demo's life beyond listings: visits, page views, HS codes, sheets of stars."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from djmoney.money import Money

from accounts.models import User
from producers.export_readiness import refresh_flags
from producers.models import Producer, Product, ProductViews, Rubric, Visit
from producers.rating import rate
from producers.tariff import find_headings

OFFERS = (
    ("demonstration", "មើលការផលិត", "See how it is made", 0, (1, 3, 6)),
    ("workshop", "ធ្វើដោយដៃអ្នក", "Make your own", 20000, (2, 4, 6, 7)),
    ("homestay", "ស្នាក់នៅមួយយប់", "Stay one night", 60000, (5, 6, 7)),
    ("meal", "អាហារថ្ងៃត្រង់ជាមួយគ្រួសារ", "Lunch with the family", 24000, (6, 7)),
)
DAYS = 30
WITH_CODES = 120  # products; each looks its HS code up by words


def add_extras(producers: Sequence[Producer], products: Sequence[Product], judge: User) -> None:
    """The same every time. `judge` is the staff member whose name the sheets carry."""
    draw = random.Random(2027)  # noqa: S311 - the same world every time
    Visit.objects.bulk_create(
        Visit(
            producer=producer, kind=kind, name_km=km, name_en=en, days=list(days),
            price=Money(price, "KHR"), most_people=draw.choice([4, 8, 12]),
        )
        for producer in draw.sample(list(producers), min(60, len(producers)))
        for kind, km, en, price, days in [draw.choice(OFFERS)]
    )  # fmt: skip
    today = timezone.localdate()
    ProductViews.objects.bulk_create(
        ProductViews(product=product, day=today - timedelta(days=day), count=draw.randint(1, 9))
        for product in draw.sample(list(products), min(150, len(products)))
        for day in range(0, DAYS, 3)
    )
    coded = []
    for product in products[:WITH_CODES]:
        if found := find_headings(product.name_en, 1):
            product.hs_code = found[0].code
            product.packaging_kind = product.packaging_kind or "box"
            coded.append(product)
    Product.objects.bulk_update(coded, ["hs_code", "packaging_kind"])
    refresh_flags(Product.objects.filter(pk__in=[product.pk for product in coded]))
    rubric = Rubric.objects.filter(in_use=True).first()
    if rubric is not None:
        for product in [p for p in products if p.province_id == "17"][:6]:
            rate(product, judge, rubric, {c.pk: draw.randint(3, 5) for c in rubric.criteria.all()})
