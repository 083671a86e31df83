"""A listing while it is being written: kept step by step, on the phone and here."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ovop.kernel.naming import in_language
from producers.models.producers import Producer
from producers.models.products import Product


class ListingDraft(models.Model):
    """What has been typed so far of one new listing, as the form sent it.

    `client_id` is made where the form was opened; the product that comes of it takes it over, so
    whatever is sent again, late or in the wrong order, lands in the same place. `revision` grows
    with every change on the phone: a snapshot that is older than what is stored is ignored.
    """

    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    producer = models.ForeignKey(Producer, models.CASCADE, related_name="drafts")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    data = models.JSONField(default=dict)
    step = models.PositiveSmallIntegerField(default=1)
    revision = models.BigIntegerField(default=0)
    product = models.OneToOneField(
        Product, models.SET_NULL, null=True, blank=True, related_name="draft"
    )
    discarded_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-updated_at", "-pk"]
        verbose_name = _("unfinished listing")
        verbose_name_plural = _("unfinished listings")

    def __str__(self) -> str:
        return self.name or f"…{str(self.client_id)[:8]}"

    @property
    def name(self) -> str:
        """What it will be called, as far as that is written."""
        return in_language(self.first("name_km"), self.first("name_en"))

    def first(self, field: str) -> str:
        """The first value sent for a field, or an empty text."""
        values: list[Any] = self.data.get(field) or [""]
        return str(values[0])

    def keep(self, data: dict[str, list[str]], *, step: int, revision: int) -> bool:
        """Store a newer snapshot; False, and nothing changed, when a newer one is stored already.

        One UPDATE compares and sets, so of two snapshots racing the newer stays.
        """
        newer = type(self).objects.filter(
            pk=self.pk, product__isnull=True, discarded_at=None, revision__lte=revision
        )
        stored = newer.update(data=data, step=step, revision=revision, updated_at=timezone.now())
        self.refresh_from_db()
        return bool(stored)

    def discard(self) -> None:
        """Throw it away. The row stays, so that what a phone sends later does not bring it back."""
        type(self).objects.filter(pk=self.pk, product__isnull=True).update(
            discarded_at=timezone.now(), data={}
        )
        self.refresh_from_db()
