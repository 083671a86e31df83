"""Pages: queries whatever the number of rows (budget: list 6, detail 8), and bytes on the line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import brotli
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from producers.models import Product

BUILD = Path(settings.ROOT) / "static" / "build"
# What a browser fetches with the catalogue on a first visit in Khmer, beside the page and photos.
ASSETS = ("app.css", "app.js", "icons.svg", "logo.svg")
FONTS = ("noto-sans-khmer-khmer-wght-normal.woff2", "noto-sans-khmer-latin-wght-normal.woff2")


def figures() -> Iterator[tuple[str, str]]:
    """(page, bytes and queries of it)."""
    client = Client(headers={"host": "localhost"})
    product = Product.objects.public().latest("pk")
    addresses = {
        "catalogue": "/products/", "catalogue, searched": "/products/?q=ប្រហុក",
        "a product": product.get_absolute_url(), "the figures": "/figures/",
        "API: products": "/api/v1/products/?province=17",
    }  # fmt: skip
    for name, address in addresses.items():
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        yield f"queries: {name}", str(len(queries))
    page = len(brotli.compress(client.get("/products/").content))
    assets = sum(len(brotli.compress((BUILD / name).read_bytes())) for name in ASSETS)
    fonts = sum((BUILD / "fonts" / name).stat().st_size for name in FONTS)
    yield (
        "first catalogue visit without photos (budget 200 KB)",
        f"{(page + assets + fonts) / 1024:.0f} KB",
    )
    yield "second visit: the page alone (budget 25 KB)", f"{page / 1024:.1f} KB"
    script = len(brotli.compress((BUILD / "app.js").read_bytes()))
    yield "script (budget 60 KB)", f"{script / 1024:.1f} KB"
