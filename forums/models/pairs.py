"""What the organisers lay down about a pair: the two must meet, or must not."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from buyers.models import Buyer
from forums.models.forums import Forum
from producers.models import Producer


class PairRule(models.Model):
    """One rule for a pair at a forum."""

    class Kind(models.TextChoices):
        MUST = "must", _("must meet")
        MUST_NOT = "must_not", _("must not meet")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="pair_rules")
    producer = models.ForeignKey(Producer, models.CASCADE, related_name="+")
    buyer = models.ForeignKey(Buyer, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "producer", "buyer"], name="forums_pairrule_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.producer} – {self.buyer}: {self.get_kind_display()}"
