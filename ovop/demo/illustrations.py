"""Drawn pictures for the demo's products, made by docs/pictures.py; no photograph of anybody's."""

from __future__ import annotations

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

from producers.models import Product, ProductPhoto

FOLDER = Path(__file__).parent / "pictures"


def attach_illustrations(products: list[Product]) -> int:
    """Give each saved product a picture of its category, if there is one; return how many.

    A category's pictures (`silk-0.webp`, `silk-1.webp`...) are dealt out in turn and shared.
    """
    pictures: dict[str, list[tuple[str, int, int]]] = {}
    for picture in sorted(FOLDER.glob("*.webp")):
        if not default_storage.exists(name := f"photos/demo/{picture.name}"):
            default_storage.save(name, ContentFile(picture.read_bytes()))
        with Image.open(picture) as image:
            category = picture.stem.rpartition("-")[0]
            pictures.setdefault(category, []).append((picture.name, *image.size))
    photos = []
    for place, product in enumerate(products):
        if choices := pictures.get(product.category_id):
            name, width, height = choices[place % len(choices)]
            path = f"photos/demo/{name}"
            # Built without the image field's file access: 100,000 rows would open a file each.
            photo = ProductPhoto(product=product)
            photo.__dict__ |= {
                "image": path,
                "thumbnail": path,
                "medium": path,
                "width": width,
                "height": height,
            }
            photos.append(photo)
    ProductPhoto.objects.bulk_create(photos, 5000)
    return len(photos)
