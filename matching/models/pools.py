"""A pool: several producers who together fill one need."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matching.querysets import PoolQuerySet
from ovop.kernel.states import StatefulModel

if TYPE_CHECKING:
    from accounts.models import User

ANSWER_WITHIN = timedelta(days=7)


def in_a_week() -> datetime:
    return timezone.now() + ANSWER_WITHIN


@pghistory.track(
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(condition=pghistory.AnyChange("state", "coordinator")),
    fields=["state", "coordinator"],
    model_name="PoolEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Pool(StatefulModel):
    """Producers who together fill a need.

    proposed (by the engine) -> asked (by the buyer) -> agreed (by each of them) | dissolved. A need has at
    most one that is not dissolved.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ASKED = "asked", _("Waiting for the producers")
        AGREED = "agreed", _("Agreed")
        DISSOLVED = "dissolved", _("Dissolved")

    LIVE = (State.PROPOSED, State.ASKED, State.AGREED)
    MOVED = ("state", "asked_at", "agreed_at")

    need = models.ForeignKey("buyers.Need", models.CASCADE, related_name="pools")
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED, editable=False)
    score = models.FloatField()
    months = ArrayField(models.PositiveSmallIntegerField())
    coordinator = models.ForeignKey(
        "producers.Producer", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("coordinator"),
    )  # fmt: skip
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    asked_at = models.DateTimeField(null=True, editable=False)
    agreed_at = models.DateTimeField(null=True, editable=False)
    expires_at = models.DateTimeField(default=in_a_week)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = PoolQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("pool")
        verbose_name_plural = _("pools")
        constraints = [
            models.UniqueConstraint(
                fields=["need"],
                condition=~models.Q(state="dissolved"),
                name="matching_pool_one_live",
            )
        ]

    def __str__(self) -> str:
        return f"{self.need} ({self.state})"

    def get_absolute_url(self) -> str:
        return reverse("matching:pool", args=[self.pk])

    @property
    def members(self) -> list[PoolShare]:
        """The shares of those who have not declined."""
        return [each for each in self.shares.all() if each.state != PoolShare.State.DECLINED]

    @property
    def percent(self) -> int:
        """The mean score of its members as 0-100."""
        return round(100 * self.score)

    def ask(self, user: User) -> None:
        """The buyer wants it: each producer is asked."""
        now = timezone.now()
        self.move(
            self.State.ASKED, allowed=[self.State.PROPOSED], asked_by=user, asked_at=now,
            expires_at=now + ANSWER_WITHIN,
        )  # fmt: skip

    def agree(self) -> None:
        """The last producer has agreed."""
        self.move(self.State.AGREED, allowed=[self.State.ASKED], agreed_at=timezone.now())

    def dissolve(self) -> None:
        """It does not come about."""
        self.move(self.State.DISSOLVED, allowed=[self.State.PROPOSED, self.State.ASKED])


class PoolShare(StatefulModel):
    """One producer's part of a pool: `amounts` by the pool's months, in the need's unit."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting for an answer")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")

    MOVED = ("state", "answered_at", "answered_by", "reason")

    pool = models.ForeignKey(Pool, models.CASCADE, related_name="shares")
    product = models.ForeignKey("producers.Product", models.CASCADE, related_name="pool_shares")
    amounts = ArrayField(models.DecimalField(max_digits=14, decimal_places=2))
    state = models.CharField(max_length=10, choices=State, default=State.WAITING, editable=False)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, editable=False)

    objects: models.Manager[PoolShare] = models.Manager()

    class Meta:
        ordering = ["pool", "pk"]
        verbose_name = _("share of a pool")
        verbose_name_plural = _("shares of a pool")
        constraints = [
            models.UniqueConstraint(fields=["pool", "product"], name="matching_poolshare_once")
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.monthly}"

    @property
    def monthly(self) -> Decimal:
        """What it is in a month, on average over the pool's months, in the need's unit."""
        return (sum(self.amounts, Decimal(0)) / len(self.amounts)).quantize(Decimal("0.01"))

    @property
    def step(self) -> int:
        """What a ticket to answer it names: another amount is another question."""
        return int(100 * self.monthly)

    def agree(self, user: User) -> None:
        """Its producer takes part."""
        self._answer(self.State.AGREED, user)

    def decline(self, user: User, reason: str = "") -> None:
        """Its producer does not."""
        self._answer(self.State.DECLINED, user, reason=reason[:300])

    def _answer(self, state: str, user: User, **more: str) -> None:
        self.move(
            state, allowed=[self.State.WAITING], where=models.Q(pool__state=Pool.State.ASKED),
            answered_by=user, answered_at=timezone.now(), **more,
        )  # fmt: skip
