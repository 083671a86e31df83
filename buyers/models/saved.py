"""A search somebody keeps, to be told when something new fits it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_SEARCHES = 20  # of one person


class SavedSearch(models.Model):
    """`query` is the address's own, with the filters in a fixed order, so that one search is one row.

    `looked_at`: what came later is news to its owner, `news` of it when last counted; `told_at`: when
    the last alert went out.
    """

    class Kind(models.TextChoices):
        PRODUCTS = "products", _("Products")
        NEEDS = "needs", _("Needs")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    kind = models.CharField(max_length=8, choices=Kind)
    query = models.CharField(max_length=2000)
    name = models.CharField(_("name"), max_length=150)
    looked_at = models.DateTimeField(default=timezone.now, editable=False)
    told_at = models.DateTimeField(null=True, editable=False)
    news = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[SavedSearch] = models.Manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind", "query"], name="buyers_savedsearch_once"
            ),
            models.CheckConstraint(condition=~Q(query=""), name="buyers_savedsearch_of_something"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list it searches, filtered as it was saved."""
        route = "producers:catalogue" if self.kind == self.Kind.PRODUCTS else "buyers:needs"
        return f"{reverse(route)}?{self.query}"
