"""What search engines read: schema.org data of products, villages and provinces."""

from __future__ import annotations

import json
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from places.models import Place, Province
from producers.models import Product

# Inside <script> only these can end or open anything; as escapes they are the same JSON.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def as_script(data: dict[str, Any]) -> SafeString:
    """JSON-LD to put between script tags."""
    text = json.dumps({"@context": "https://schema.org"} | data, ensure_ascii=False)
    return mark_safe(text.translate(ESCAPES))  # noqa: S308 - escaped above


def _available(product: Product) -> str:
    """schema.org's word for in season now, or later in the year."""
    return "InStock" if timezone.localdate().month in product.months_available else "PreOrder"


def product_data(product: Product, site: str) -> SafeString:
    """schema.org Product with its offer and maker."""
    photo = product.cover
    offer: dict[str, Any] = {
        "@type": "Offer", "priceCurrency": product.price.currency.code,
        "price": f"{product.price.amount:f}", "availability": f"https://schema.org/{_available(product)}",
        "eligibleQuantity": {"@type": "QuantitativeValue", "value": 1, "unitText": product.unit},
        "url": f"{site}{product.get_absolute_url()}",
    }  # fmt: skip
    if product.price_to:
        offer |= {
            "@type": "AggregateOffer",
            "lowPrice": f"{product.price.amount:f}",
            "highPrice": f"{product.price_to:f}",
        }
        offer.pop("price")
    data: dict[str, Any] = {
        "@type": "Product",
        "name": product.name,
        "description": product.description or product.name,
        "category": product.category.name,
        "brand": {"@type": "Organization", "name": product.producer.organisation.name},
        "countryOfOrigin": {"@type": "Country", "name": "KH"},
        "offers": offer,
    }
    if product.other_name:
        data["alternateName"] = product.other_name
    if photo is not None:
        data["image"] = f"{site}{photo.image.url}"
    return as_script(data)


def place_data(place: Place, site: str, path: str, within: str = "") -> SafeString:
    """schema.org Place, by both names."""
    data: dict[str, Any] = {"@type": "Place", "name": place.name, "url": f"{site}{path}"}
    if place.other_name:
        data["alternateName"] = place.other_name
    if within:
        data["containedInPlace"] = {"@type": "AdministrativeArea", "name": within}
    if isinstance(place, Province):
        data["geo"] = {
            "@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude,
        }  # fmt: skip
    return as_script(data)
