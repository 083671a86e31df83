"""A match: one product for one need, with its score and the factors behind it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from matching.models.runs import MatchRun
from matching.querysets import MatchQuerySet


class Match(models.Model):
    """`factors` maps each factor's name to its value in [0, 1]; `score` is their weighted mean."""

    need = models.ForeignKey("buyers.Need", models.CASCADE, related_name="matches")
    product = models.ForeignKey("producers.Product", models.CASCADE, related_name="matches")
    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="matches")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    factors = models.JSONField()
    created_at = models.DateTimeField(auto_now=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        ordering = ["need", "rank"]
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        constraints = [
            models.UniqueConstraint(fields=["need", "product"], name="matching_match_once"),
            models.CheckConstraint(
                condition=models.Q(score__range=(0, 1)), name="matching_match_score_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.need} – {self.product}: {self.score:.2f}"

    @property
    def percent(self) -> int:
        """The score as 0-100."""
        return round(100 * self.score)
