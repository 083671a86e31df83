"""Asking a producer to answer a need."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from buyers.models.needs import Need
from producers.models import Producer


class NeedInvitation(models.Model):
    """A producer who may see and answer a need, also one that not everybody may see."""

    need = models.ForeignKey(Need, models.CASCADE, related_name="invitations")
    producer = models.ForeignKey(Producer, models.CASCADE, related_name="need_invitations")
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    invited_at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[NeedInvitation] = models.Manager()

    class Meta:
        ordering = ["need", "pk"]
        verbose_name = _("invitation to a need")
        verbose_name_plural = _("invitations to needs")
        constraints = [
            models.UniqueConstraint(fields=["need", "producer"], name="buyers_invitation_once")
        ]

    def __str__(self) -> str:
        return f"{self.need} – {self.producer}"
