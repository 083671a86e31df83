"""Drawn pictures for the demo's products, so that a catalogue without photographs is not bare."""

from __future__ import annotations

from pathlib import Path
from shutil import copyfile

from django.conf import settings
from PIL import Image

from producers.models import Product, ProductPhoto

FOLDER = Path(__file__).parent / "pictures"


def attach_illustrations(products: list[Product]) -> int:
    """Give each saved product the picture of its category, if there is one; return how many.

    All products of a category share one file.
    """
    target = Path(settings.MEDIA_ROOT) / "photos" / "demo"
    target.mkdir(parents=True, exist_ok=True)
    sizes: dict[str, tuple[int, int]] = {}
    for picture in sorted(FOLDER.glob("*.webp")):
        copyfile(picture, target / picture.name)
        with Image.open(picture) as image:
            sizes[picture.stem] = image.size
    photos = []
    for product in products:
        if size := sizes.get(product.category_id):
            name = f"photos/demo/{product.category_id}.webp"
            # Built without the image field's file access: 100,000 rows would open a file each.
            photo = ProductPhoto(product=product)
            photo.__dict__ |= {
                "image": name,
                "thumbnail": name,
                "width": size[0],
                "height": size[1],
            }
            photos.append(photo)
    ProductPhoto.objects.bulk_create(photos, 5000)
    return len(photos)
