"""The photos of a product or an unfinished listing: adding, ordering, removing, serving."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from hashlib import sha256

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils._os import safe_join
from django.utils.translation import gettext as _
from django.views.decorators.http import etag, require_POST, require_safe

from accounts.requests import SignedInRequest
from ovop.kernel.digits import small_number
from ovop.kernel.files import StorageAway
from producers.models import Product, ProductPhoto
from producers.photos import Owner, check_photo, move_photo_first, receive_photo, remove_photo


def take_photos(
    owner: Owner, uploads: Iterable[UploadedFile], key: uuid.UUID | None = None
) -> list[str]:
    """Store what can be stored; return a sentence for each that cannot.

    Raises StorageAway for a photo of a phone's queue, which sends it again by itself.
    """
    errors: list[str] = []
    for upload in uploads:
        try:
            check_photo(upload, upload.size or 0)
            receive_photo(owner, upload, key)
        except ValidationError as error:
            errors += error.messages
        except StorageAway:
            if key:
                raise
            errors.append(_("The photo cannot be stored just now; everything else is kept. Add it again in a minute."))  # fmt: skip
    return list(dict.fromkeys(errors))


def photo_actions(owner: Owner, data: Mapping[str, str]) -> None:
    """What the small buttons under the photos of a form ask for."""
    for action, act in (("remove_photo", remove_photo), ("first_photo", move_photo_first)):
        number = small_number(data.get(action))
        if number is not None and (found := owner.photos.filter(pk=number).first()):
            act(found)


@login_required
@require_POST
def product_photos(request: SignedInRequest, pk: int) -> HttpResponse:
    """Add photos to a product, or act on one of them."""
    product = get_object_or_404(Product.objects.editable_by(request.user), pk=pk)
    if product.state not in Product.EDITABLE:
        messages.warning(
            request, _("This product waits for review. Take it back first to change it.")
        )
        return redirect(product)
    for error in take_photos(product, request.FILES.getlist("photos")):
        messages.error(request, error)
    photo_actions(product, request.POST)
    return redirect(f"{product.get_absolute_url()}edit/#photos")


@require_safe
def gallery(request: HttpRequest, pk: int) -> HttpResponse:
    """The photos of a product page, asked for again while some are being prepared."""
    product = get_object_or_404(Product.objects.visible_to(request.user), pk=pk)
    may_edit = Product.objects.may_edit(request.user, pk)
    context = {"product": product, "photos": shown_photos(product, may_edit=may_edit)}
    return render(request, "producers/_gallery.html", context)


def shown_photos(product: Product, *, may_edit: bool) -> list[ProductPhoto]:
    """Ready photos; to whoever may change the product also those being prepared or refused."""
    photos = list(product.photos.all())
    return photos if may_edit else [photo for photo in photos if photo.is_ready]


def _tag(_request: HttpRequest, path: str) -> str:
    """What lies under a name never changes."""
    return f'"{sha256(path.encode()).hexdigest()[:16]}"'


@require_safe
@etag(_tag)
def photo(request: HttpRequest, path: str) -> FileResponse:
    """A product photo: re-encoded by us and named by chance, so it may be cached for a year."""
    try:
        found = default_storage.open(safe_join("/photos", path).lstrip("/"))  # nothing beside them
    except StorageAway:
        raise
    except (OSError, SuspiciousOperation, ValueError) as error:  # no file has such a name
        raise Http404 from error
    response = FileResponse(found)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
