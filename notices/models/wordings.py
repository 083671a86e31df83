"""Sentences that staff wrote in place of the built-in ones."""

from __future__ import annotations

import time
from dataclasses import dataclass

import pghistory
from django.conf import settings
from django.core.cache import cache
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models.users import LANGUAGES
from ovop.kernel.replica import primary

KEY, FOR = "notice-wordings", 300
Wordings = dict[tuple[str, str, str | None], str]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Wording(models.Model):
    """How one kind of notice reads in one language: for one province, or (no province) for all others.

    Placeholders stand in braces: “{product}” waits for review. `notices.texts` checks and fills them.
    """

    kind = models.CharField(max_length=40)
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES)
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


@dataclass
class _Here:
    """This process's copy: a page of a hundred notices asks once."""

    found: Wordings
    until: float


_here: _Here | None = None
FRESH = 3.0  # seconds


def wordings() -> Wordings:
    """Every sentence in place of a built-in one, by (kind, language, province)."""
    global _here
    now = time.monotonic()
    if _here is None or _here.until < now:
        _here = _read()
    return _here.found


def _read() -> _Here:
    with primary():
        found: Wordings = cache.get_or_set(KEY, _all, FOR)  # type: ignore[assignment]
    return _Here(found, time.monotonic() + FRESH)


def _all() -> Wordings:
    rows = Wording.objects.values_list("kind", "language", "province_id", "text")
    return {(kind, language, province): text for kind, language, province, text in rows}


def forget_wordings() -> None:
    """After a change every process reads them anew within FRESH seconds."""
    global _here
    _here = None
    cache.delete(KEY)
