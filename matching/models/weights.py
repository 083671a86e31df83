"""How much each factor counts, with its history."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from matching.ranking import DEFAULT_BUYER, DEFAULT_PRODUCER, Weights


def default_buyer() -> dict[str, float]:
    return dict(DEFAULT_BUYER)


def default_producer() -> dict[str, float]:
    return dict(DEFAULT_PRODUCER)


class RankingWeights(models.Model):
    """One version of the weights; the newest is used. Rows are never changed, only added."""

    buyer = models.JSONField(_("the buyer's side"), default=default_buyer)
    producer = models.JSONField(_("the producer's side"), default=default_producer)
    note = models.CharField(_("why"), max_length=300, blank=True)
    report = models.JSONField(default=dict, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("weights of the ranking")
        verbose_name_plural = _("weights of the ranking")

    def __str__(self) -> str:
        return f"{self.made_at:%Y-%m-%d %H:%M} {self.note}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.clean()
        super().save(*args, **kwargs)

    def clean(self) -> None:
        super().clean()
        try:
            assert self.weights
        except (TypeError, ValueError, AttributeError) as error:
            raise ValidationError(str(error)) from None

    @classmethod
    def newest(cls) -> RankingWeights | None:
        """The version in use; None while the code's own are."""
        return cls.objects.first()

    @classmethod
    def in_use(cls) -> Weights:
        """The newest version's weights, or the code's own."""
        newest = cls.newest()
        return newest.weights if newest else Weights()

    @property
    def weights(self) -> Weights:
        """As the scorer wants them. Raises ValueError when they are none."""
        return Weights(self.buyer, self.producer)
