"""From an upload to two small WebP files without EXIF, GPS or anything but pixels."""

from __future__ import annotations

import io
import uuid
import warnings
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from producers.models import Product, ProductPhoto

IMAGE_WIDTH, THUMBNAIL_WIDTH = 1200, 480
FORMATS = ("JPEG", "PNG", "WEBP")


def open_photo(upload: BinaryIO, size: int) -> Image.Image:
    """Open an upload as an upright RGB image; `size` is its length in bytes.

    Raises ValidationError with a sentence for the person when it is too large or no photo.
    """
    if size > settings.PHOTO_MAX_BYTES:
        raise ValidationError(
            _("The photo is larger than 8 MB. Choose a smaller one; the rest is kept.")
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(upload, formats=FORMATS)
        if image.width * image.height > settings.PHOTO_MAX_PIXELS:
            raise ValidationError(
                _("The photo has more than 25 million pixels. Choose a smaller one.")
            )
        return ImageOps.exif_transpose(image).convert("RGB")
    except ValidationError:
        raise
    except Exception as error:  # whatever a hostile file makes the decoder raise
        raise ValidationError(
            _(
                "This file is not a photo we can read. Use a JPEG, PNG or WebP photo; the rest is kept."
            )
        ) from error


def add_photo(product: Product, image: Image.Image) -> ProductPhoto:
    """Store `image` as the product's last photo."""
    name = uuid.uuid4().hex
    large, small = (_no_wider(image, width) for width in (IMAGE_WIDTH, THUMBNAIL_WIDTH))
    photo = ProductPhoto(
        product=product, position=product.photos.count(), width=large.width, height=large.height
    )
    photo.image.save(f"{name}.webp", _webp(large), save=False)
    photo.thumbnail.save(f"{name}-s.webp", _webp(small), save=False)
    photo.save()
    return photo


def remove_photo(photo: ProductPhoto) -> None:
    """Delete a photo; its files go once that is certain, unless another photo shares them."""
    names = {photo.image.name or "", photo.thumbnail.name or ""}
    storage = photo.image.storage
    photo.delete()

    def remove_files() -> None:
        shared = ProductPhoto.objects.filter(Q(image__in=names) | Q(thumbnail__in=names))
        if not shared.exists():
            for name in names:
                storage.delete(name)

    transaction.on_commit(remove_files)


def _no_wider(image: Image.Image, width: int) -> Image.Image:
    smaller = image.copy()
    smaller.thumbnail((width, width))
    return smaller


def _webp(image: Image.Image) -> ContentFile[bytes]:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=72, method=4)
    return ContentFile(buffer.getvalue())
