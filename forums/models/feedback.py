"""How good the forum was, as those who came say."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from forums.models.outcomes import BEST, WORST
from forums.models.registrations import Registration


class ForumFeedback(models.Model):
    """One for each organisation that came; it may be changed."""

    registration = models.OneToOneField(Registration, models.CASCADE, related_name="feedback")
    rating = models.PositiveSmallIntegerField(
        _("how good was the forum?"), validators=[MinValueValidator(WORST), MaxValueValidator(BEST)]
    )
    words = models.TextField(_("what should be better?"), max_length=1000, blank=True)
    given_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rating__range=(WORST, BEST)), name="forums_feedback_rating_range"
            )
        ]

    def __str__(self) -> str:
        return f"{self.rating} · {self.registration}"
