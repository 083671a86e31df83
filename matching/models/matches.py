"""A match: one product for one need, with its score and the factors behind it."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.models.sides import Side
from matching.models.runs import MatchRun
from matching.querysets import MatchQuerySet


class Match(models.Model):
    """`factors` maps each factor's name to its value in [0, 1]; `score` joins what both sides gain."""

    need = models.ForeignKey("buyers.Need", models.CASCADE, related_name="matches")
    product = models.ForeignKey("producers.Product", models.CASCADE, related_name="matches")
    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="matches")
    rank = models.PositiveSmallIntegerField()
    score = models.FloatField()
    buyer_side = models.FloatField(default=0)
    producer_side = models.FloatField(default=0)
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


class MatchList(models.Model):
    """What one full run found for one need, kept to compare runs: products best first, their scores."""

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="lists")
    need = models.ForeignKey("buyers.Need", models.CASCADE, related_name="+")
    products = ArrayField(models.BigIntegerField())
    scores = ArrayField(models.FloatField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "need"], name="matching_matchlist_once")
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.need_id}"


class Judgement(models.Model):
    """What a person thinks of a product for a need; it outlives the match, and the ranking learns from it."""

    need = models.ForeignKey("buyers.Need", models.CASCADE, related_name="judgements")
    product = models.ForeignKey("producers.Product", models.CASCADE, related_name="judgements")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    good = models.BooleanField(_("a good match"))
    made_at = models.DateTimeField(auto_now=True)

    objects: models.Manager[Judgement] = models.Manager()

    class Meta:
        verbose_name = _("judgement of a match")
        verbose_name_plural = _("judgements of matches")
        constraints = [
            models.UniqueConstraint(
                fields=["need", "product", "user"], name="matching_judgement_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.need_id} – {self.product_id}: {'+' if self.good else '-'}"


class Block(models.Model):
    """A producer and a buyer who are never matched, because `side` (one of them, or staff: "") said so."""

    producer = models.ForeignKey("producers.Producer", models.CASCADE, related_name="blocks")
    buyer = models.ForeignKey("buyers.Buyer", models.CASCADE, related_name="blocks")
    side = models.CharField(max_length=8, choices=Side, blank=True)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("blocked pair")
        verbose_name_plural = _("blocked pairs")
        constraints = [
            models.UniqueConstraint(
                fields=["producer", "buyer", "side"], name="matching_block_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.producer} – {self.buyer}"
