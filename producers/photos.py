"""From an upload to small WebP files without EXIF, GPS or anything but pixels.

An upload is looked at (`check_photo`), stored as it came where nobody can fetch it
(`receive_photo`), and re-encoded by a Celery task (`process_photo`).
"""

from __future__ import annotations

import io
import uuid
import warnings
from typing import Any, BinaryIO, cast

import pi_heif
import structlog
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from ovop.kernel.wake import wake_after_commit
from producers.models import ListingDraft, Product, ProductPhoto

pi_heif.register_heif_opener()

log = structlog.get_logger(__name__)
WIDTHS = {"image": 1200, "medium": 800, "thumbnail": 480}
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")
MOST_PHOTOS = 8
MAX_ATTEMPTS = 3

Owner = Product | ListingDraft


def check_photo(upload: BinaryIO | File[bytes], size: int) -> Image.Image:
    """Look at the head of an upload of `size` bytes; the pixels are not decoded yet.

    Raises ValidationError with a sentence for the person when it is too large or no photo.
    """
    if size > settings.PHOTO_MAX_BYTES:
        raise ValidationError(
            _("The photo is larger than 8 MB. Choose a smaller one; the rest is kept.")
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(cast(BinaryIO, upload), formats=FORMATS)
    except Exception as error:  # whatever a hostile file makes the decoder raise
        raise _unreadable() from error
    if image.width * image.height > settings.PHOTO_MAX_PIXELS:
        raise ValidationError(_("The photo has more than 25 million pixels. Choose a smaller one."))
    return image


def open_photo(upload: BinaryIO | File[bytes], size: int) -> Image.Image:
    """Decode an upload to an upright RGB image, pixels only. Raises ValidationError like `check_photo`."""
    image = check_photo(upload, size)
    try:
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.info = {}  # comments, which a JPEG made of it would carry along
        return upright
    except Exception as error:
        raise _unreadable() from error


def _unreadable() -> ValidationError:
    return ValidationError(
        _("This file is not a photo we can read. Use a photo from the phone; the rest is kept.")
    )


def receive_photo(owner: Owner, upload: UploadedFile, key: uuid.UUID | None = None) -> ProductPhoto:
    """Store a checked upload as the owner's last photo and wake the task that re-encodes it.

    Sent again with the same `key` it is the same photo. Raises ValidationError when the owner has
    MOST_PHOTOS, or the key belongs to somebody else's photo.
    """
    known = ProductPhoto.objects.filter(key=key).first() if key is not None else None
    if known is None:
        try:
            with transaction.atomic():
                known = _store(owner, upload, key or uuid.uuid4())
        except IntegrityError:  # the same photo arrived twice at once
            known = ProductPhoto.objects.get(key=str(key))
    if not _belongs(known, owner):
        raise _unreadable()
    return known


def _belongs(photo: ProductPhoto, owner: Owner) -> bool:
    # A listing that was completed meanwhile has handed its photos to its product.
    ids = (photo.product_id, photo.draft_id)
    if isinstance(owner, Product):
        return ids == (owner.pk, None)
    return ids == (None, owner.pk) or (owner.product_id is not None and ids[0] == owner.product_id)


def _store(owner: Owner, upload: UploadedFile, key: uuid.UUID) -> ProductPhoto:
    from producers.tasks import prepare_photo

    # Locked, so that parallel photos are counted and a listing that is completed meanwhile waits.
    locked = type(owner).objects.select_for_update().get(pk=owner.pk)
    owner = getattr(locked, "product", None) or locked
    if owner.photos.count() >= MOST_PHOTOS:
        raise ValidationError(
            _("There are %(count)s photos already. Remove one to add another.")
            % {"count": MOST_PHOTOS}
        )
    last = owner.photos.aggregate(last=Max("position"))["last"]
    photo = ProductPhoto(
        key=key, state=ProductPhoto.State.PENDING, position=0 if last is None else last + 1,
        product=owner if isinstance(owner, Product) else None,
        draft=owner if isinstance(owner, ListingDraft) else None,
    )  # fmt: skip
    upload.seek(0)
    photo.original.save(uuid.uuid4().hex, upload, save=False)
    photo.save()
    wake_after_commit(prepare_photo, photo.pk)
    return photo


def process_photo(photo: ProductPhoto) -> None:
    """Re-encode one pending photo; a file that cannot be decoded is marked and kept no longer.

    The attempt is counted before the work, by the one worker that sees the count it read: a file that
    kills its worker is given up after MAX_ATTEMPTS, one that two workers find is worked on once. A
    disk or bucket that is away costs no attempt: the photo waits for it.
    """
    mine = ProductPhoto.objects.filter(
        pk=photo.pk, state=ProductPhoto.State.PENDING, attempts=photo.attempts
    )
    if not mine.update(attempts=F("attempts") + 1):
        return
    photo.refresh_from_db()
    if photo.attempts > MAX_ATTEMPTS:
        _settle(photo, {"state": ProductPhoto.State.FAILED})
        return
    try:
        with photo.original.open("rb") as source:
            content = io.BytesIO(source.read())
        made = _encode(photo, open_photo(content, content.getbuffer().nbytes))
    except ValidationError:
        _settle(photo, {"state": ProductPhoto.State.FAILED})
        return
    except OSError as error:
        log.warning("photo_unreachable", photo=photo.pk, error=str(error))
        if not isinstance(error, FileNotFoundError):
            ProductPhoto.objects.filter(pk=photo.pk).update(attempts=F("attempts") - 1)
        return
    if not _settle(photo, made):
        for name in WIDTHS:  # it was removed meanwhile
            photo.image.storage.delete(made[name])


def _encode(photo: ProductPhoto, image: Image.Image) -> dict[str, Any]:
    """Write the files in all widths; return the row's changes."""
    stem = uuid.uuid4().hex
    made: dict[str, Any] = {"state": ProductPhoto.State.READY}
    for name, width in WIDTHS.items():
        smaller = image.copy()
        smaller.thumbnail((width, width * 2))
        path = getattr(photo, name).field.generate_filename(photo, f"{stem}-{width}.webp")
        made[name] = photo.image.storage.save(path, _webp(smaller))
        if name == "image":
            made |= {"width": smaller.width, "height": smaller.height}
    return made


def _settle(photo: ProductPhoto, changes: dict[str, Any]) -> bool:
    """Write the outcome if the photo still waits for one, and delete the original."""
    waiting = ProductPhoto.objects.filter(pk=photo.pk, state=ProductPhoto.State.PENDING)
    if not waiting.update(**changes):
        return False
    photo.refresh_from_db()
    forget_original(photo)
    return True


def forget_original(photo: ProductPhoto) -> None:
    """Delete what the camera wrote. A storage that is away keeps it, and the row its name, for the daily sweep."""
    try:
        photo.original.delete(save=False)
    except OSError as error:
        log.warning("original_left", photo=photo.pk, error=str(error))
        return
    ProductPhoto.objects.filter(pk=photo.pk).update(original="")


def remove_photo(photo: ProductPhoto) -> None:
    """Delete a photo; its files go once that is certain, unless another photo shares them."""
    names = {file.name for file in photo.files if file.name}
    storage = photo.image.storage
    photo.delete()

    def remove_files() -> None:
        shared = ProductPhoto.objects.filter(Q(image__in=names) | Q(thumbnail__in=names))
        if not shared.exists():
            for name in names:
                try:
                    storage.delete(name)
                except OSError as error:
                    log.warning("file_left", photo=photo.pk, error=str(error))

    transaction.on_commit(remove_files)


@transaction.atomic
def move_photo_first(photo: ProductPhoto) -> None:
    """Make it the picture of the lists; the others keep their order behind it."""
    owner = photo.product or photo.draft
    assert owner is not None
    rest = list(owner.photos.exclude(pk=photo.pk).select_for_update())
    for position, each in enumerate([photo, *rest]):
        ProductPhoto.objects.filter(pk=each.pk).update(position=position)


def _webp(image: Image.Image) -> ContentFile[bytes]:
    buffer = io.BytesIO()
    image.save(buffer, "WEBP", quality=72, method=4)
    return ContentFile(buffer.getvalue())
