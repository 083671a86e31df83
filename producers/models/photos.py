"""Photos of a product, re-encoded so that a phone on a slow line can load them."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from producers.models.listings import ListingDraft
from producers.models.products import Product

if TYPE_CHECKING:
    from django.db.models.fields.files import FieldFile


class PhotoQuerySet(models.QuerySet["ProductPhoto"]):
    """Photos; the public sees only those that are ready."""

    def waiting(self) -> PhotoQuerySet:
        """Not re-encoded yet, the oldest first."""
        return self.filter(state="pending").order_by("created_at", "pk")

    def settled_with_original(self) -> PhotoQuerySet:
        """Re-encoded or refused, and what the camera wrote could not be deleted then."""
        return self.exclude(state="pending").exclude(original="")


class ProductPhoto(models.Model):
    """One photo of a product, or of a listing that is still being written.

    It arrives as `original` (private) and a Celery task makes WebP files of it: `image` at most
    1200 px wide, `medium` 800, `thumbnail` 480. Then the original, with whatever the camera wrote
    into it, is gone. `key` is made by the phone, so a photo sent twice is one photo.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Being prepared")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be read")

    product = models.ForeignKey(
        Product, models.CASCADE, null=True, blank=True, related_name="photos"
    )
    draft = models.ForeignKey(
        ListingDraft, models.CASCADE, null=True, blank=True, related_name="photos"
    )
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.READY, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    original = models.FileField(upload_to="originals/%Y/%m", blank=True, editable=False)
    image = models.ImageField(upload_to="photos/%Y/%m", blank=True)
    medium = models.ImageField(upload_to="photos/%Y/%m", blank=True)
    thumbnail = models.ImageField(upload_to="photos/%Y/%m", blank=True)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PhotoQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(state="pending"),
                name="producers_photo_pending",
            )
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(product__isnull=True) ^ models.Q(draft__isnull=True),
                name="producers_photo_one_owner",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ready") | ~models.Q(image=""),
                name="producers_photo_ready_has_image",
            ),
        ]

    def __str__(self) -> str:
        return self.image.name or str(self.key)

    @property
    def is_ready(self) -> bool:
        return self.state == self.State.READY

    @property
    def files(self) -> list[FieldFile]:
        """The files it has now."""
        every = (self.original, self.image, self.medium, self.thumbnail)
        return [file for file in every if file]

    @property
    def srcset(self) -> str:
        """The widths a browser may choose from, for `<img srcset>`."""
        sizes = ((self.thumbnail, 480), (self.medium, 800), (self.image, 1200))
        return ", ".join(f"{file.url} {min(width, self.width)}w" for file, width in sizes if file)
