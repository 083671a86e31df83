"""The engine's runs: ranking and scheduling."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from matching.models.weights import RankingWeights
from ovop.kernel.runs import ACTIVE, LOST_AFTER, MAX_ATTEMPTS, Run, RunState

SHARD = 100  # needs ranked together


class MatchRun(Run):
    """Ranks products for one need, for the needs one product may fill, for a forum, or for every open need.

    A forum's run looks among the products of those who come only, and keeps lists, not matches.

    The work lies in shards of SHARD needs. Any number of workers join the run and take shards until none
    is left; the shard of a worker that died is taken again once its heartbeat is old.
    """

    need = models.ForeignKey(
        "buyers.Need", models.CASCADE, null=True, blank=True, related_name="match_runs"
    )
    product = models.ForeignKey(
        "producers.Product", models.CASCADE, null=True, blank=True, related_name="match_runs"
    )
    forum = models.ForeignKey(
        "forums.Forum", models.CASCADE, null=True, blank=True, related_name="match_runs"
    )
    local_bonus = models.FloatField(
        _("bonus for buying nearby"), default=0.1,
        validators=[MinValueValidator(0), MaxValueValidator(0.5)],
        help_text=_("How much a pairing of one province is lifted, 0 to 0.5; half of it within a region."),
    )  # fmt: skip
    again = models.BooleanField(default=False, help_text=_("what it is about changed meanwhile"))
    weights = models.ForeignKey(
        RankingWeights, models.PROTECT, null=True, blank=True, related_name="runs"
    )

    class Meta(Run.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["need", "product", "forum"], condition=Q(state__in=ACTIVE), nulls_distinct=False,
                name="matching_matchrun_one_active",
            )
        ]  # fmt: skip

    ONE_ACTIVE_PER = ("need", "product", "forum")

    @classmethod
    def full(cls) -> models.QuerySet[MatchRun]:
        """The runs that covered every open need, the newest first."""
        return cls._default_manager.filter(need=None, product=None, forum=None)

    @property
    def is_full(self) -> bool:
        """Whether it covers every open need."""
        return self.need_id is None and self.product_id is None and self.forum_id is None

    def join(self) -> bool:
        """Take part in the work; False when it is over."""
        rows = MatchRun.objects.filter(pk=self.pk)
        rows.filter(state=RunState.QUEUED).update(
            state=RunState.RUNNING, attempts=F("attempts") + 1
        )
        joined = rows.filter(state=RunState.RUNNING).update(heartbeat_at=timezone.now())
        self.refresh_from_db()
        return bool(joined)

    def divide(self, needs: list[int]) -> None:
        """Cut the work into shards; whoever comes second finds them made."""
        with transaction.atomic():
            MatchRun.objects.select_for_update().get(pk=self.pk)
            if not self.total and not self.shards.exists():
                MatchShard.objects.bulk_create(
                    MatchShard(run=self, number=start // SHARD, needs=needs[start : start + SHARD])
                    for start in range(0, len(needs), SHARD)
                )
                MatchRun.objects.filter(pk=self.pk).update(total=len(needs))
        self.refresh_from_db()

    def next_shard(self) -> MatchShard | None:
        """A shard nobody works on, now this worker's; None when there is none."""
        now = timezone.now()
        free = Q(state=MatchShard.State.WAITING) | Q(
            state=MatchShard.State.RUNNING, heartbeat_at__lt=now - LOST_AFTER
        )
        with transaction.atomic():
            shard = self.shards.filter(free).select_for_update(skip_locked=True).first()
            if shard is not None:
                shard.state, shard.heartbeat_at = MatchShard.State.RUNNING, now
                shard.attempts += 1
                shard.save(update_fields=["state", "heartbeat_at", "attempts"])
        return shard

    def report(self) -> bool:
        """Count what is done; False when somebody asked to cancel or it is over."""
        done = self.shards.filter(state=MatchShard.State.DONE).aggregate(
            needs=Coalesce(Sum("size"), 0)
        )
        running = MatchRun.objects.filter(pk=self.pk, state=RunState.RUNNING)
        mine = running.update(done=done["needs"], heartbeat_at=timezone.now())
        self.refresh_from_db()
        return bool(mine) and not self.cancel_asked

    def settle(self) -> bool:
        """End it when nothing is left to do; whether this call ended it."""
        left = self.shards.exclude(state__in=[MatchShard.State.DONE, MatchShard.State.FAILED])
        if left.exists() and not self.cancel_asked:
            return False
        failed = self.shards.filter(state=MatchShard.State.FAILED).exists()
        state = RunState.FAILED if failed else RunState.DONE
        if self.cancel_asked:
            state = RunState.CANCELLED
        error = str(_("A part of it stopped three times without finishing.")) if failed else ""
        ended = MatchRun.objects.filter(pk=self.pk, state=RunState.RUNNING).update(
            state=state, finished_at=timezone.now(), error=error
        )
        self.refresh_from_db()
        return bool(ended)


class MatchShard(models.Model):
    """Some needs of a run, ranked together. Its attempts are counted before the work."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Finished")
        FAILED = "failed", _("Failed")

    run = models.ForeignKey(MatchRun, models.CASCADE, related_name="shards")
    number = models.PositiveIntegerField()
    needs = ArrayField(models.BigIntegerField())
    size = models.GeneratedField(
        expression=models.Func(F("needs"), function="cardinality"),
        output_field=models.IntegerField(), db_persist=True,
    )  # fmt: skip
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    heartbeat_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["run", "number"], name="matching_matchshard_once")
        ]

    def __str__(self) -> str:
        return f"{self.run_id}/{self.number} ({self.state})"

    @property
    def is_poison(self) -> bool:
        """Whether it has killed its worker too often to be tried again."""
        return self.attempts > MAX_ATTEMPTS

    def end(self, state: str) -> None:
        """It is done or given up."""
        MatchShard.objects.filter(pk=self.pk).update(state=state)


class ScheduleRun(Run):
    """Makes a draft timetable of one forum. `done` of `total` counts requests placed so far."""

    ONE_ACTIVE_PER = ("forum",)

    forum = models.ForeignKey("forums.Forum", models.CASCADE, related_name="schedule_runs")
    timetable = models.ForeignKey(
        "forums.TimetableVersion", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    keep_locked = models.BooleanField(default=True)
    value = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    breaks = models.PositiveIntegerField(null=True)

    class Meta(Run.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["forum"],
                condition=Q(state__in=ACTIVE),
                name="matching_schedulerun_one_active",
            )
        ]
