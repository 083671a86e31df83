"""Sentences that staff wrote in place of the built-in ones."""

from __future__ import annotations

import pghistory
import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

log = structlog.get_logger(__name__)
KEY, FOR = "notice-wordings", 300


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Wording(models.Model):
    """How one kind of notice reads in one language: for one province, or (no province) for all others.

    Placeholders stand in braces: “{product}” waits for review. `notices.texts` checks and fills them.
    """

    kind = models.CharField(max_length=40)
    language = models.CharField(
        _("language"), max_length=2, choices=[("km", "ខ្មែរ"), ("en", "English")]
    )
    province = models.ForeignKey(
        "places.Province", models.CASCADE, null=True, blank=True, related_name="+"
    )
    text = models.TextField(_("Sentence"), max_length=600)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "language", "province"],
                nulls_distinct=False,
                name="notices_wording_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.language})"


def wordings() -> dict[tuple[str, str, str | None], str]:
    """Every sentence in place of a built-in one, by (kind, language, province); kept for FOR seconds."""
    try:
        found: dict[tuple[str, str, str | None], str] | None = cache.get(KEY)
        if found is None:
            found = _all()
            cache.set(KEY, found, FOR)
    except RedisError as error:
        log.warning("wordings_without_cache", error=str(error))
        found = _all()
    return found


def _all() -> dict[tuple[str, str, str | None], str]:
    rows = Wording.objects.values_list("kind", "language", "province_id", "text")
    return {(kind, language, province): text for kind, language, province, text in rows}


def forget_wordings() -> None:
    """After a change every process reads them anew (without a cache within FOR seconds)."""
    try:
        cache.delete(KEY)
    except RedisError as error:
        log.warning("wordings_without_cache", error=str(error))
