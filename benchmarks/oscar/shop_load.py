"""shop_load.py N: N products in twenty categories, each with a price and a stock."""

import sys
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.sites.models import Site  # noqa: E402
from django.core.management import call_command  # noqa: E402
from oscar.apps.catalogue.models import Category, Product, ProductCategory, ProductClass  # noqa: E402
from oscar.apps.partner.models import Partner, StockRecord  # noqa: E402
from PIL import Image  # noqa: E402

call_command("migrate", verbosity=0)
# The picture of a product without one: its shop would show an error for each without it.
Path(settings.MEDIA_ROOT).mkdir(exist_ok=True)
Image.new("RGB", (440, 400), "tan").save(Path(settings.MEDIA_ROOT) / "image_not_found.jpg")
Site.objects.get_or_create(pk=1, defaults={"domain": "localhost", "name": "Shop"})
kind = ProductClass.objects.create(name="Goods", requires_shipping=False)
categories = [Category.add_root(name=f"Category {n}") for n in range(20)]
partner = Partner.objects.create(name="Partner")
N = int(sys.argv[1])
products = Product.objects.bulk_create(
    [
        Product(
            id=n, title=f"Product {n}", slug=f"product-{n}", upc=f"upc-{n}", product_class=kind,
            description="Made in a village from what grows there. " * 5, is_public=True,
        )
        for n in range(1, N + 1)
    ],
    batch_size=1000,
)  # fmt: skip
ProductCategory.objects.bulk_create(
    [ProductCategory(product=each, category=categories[each.id % 20]) for each in products],
    batch_size=1000,
)
StockRecord.objects.bulk_create(
    [
        StockRecord(
            product=each, partner=partner, partner_sku=f"sku-{each.id}", price_currency="USD", price=each.id % 97 + 1,
            num_in_stock=10,
        )
        for each in products
    ],
    batch_size=1000,
)  # fmt: skip
