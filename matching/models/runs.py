"""The engine's runs: ranking and scheduling."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from ovop.kernel.runs import ACTIVE, Run


class MatchRun(Run):
    """Ranks products for one need, or for every open need when `need` is empty."""

    need = models.ForeignKey(
        "buyers.Need", models.CASCADE, null=True, blank=True, related_name="match_runs"
    )

    class Meta(Run.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["need"], condition=Q(state__in=ACTIVE), nulls_distinct=False,
                name="matching_matchrun_one_active",
            )
        ]  # fmt: skip


class ScheduleRun(Run):
    """Makes a draft timetable of one forum. `done` of `total` counts requests placed so far."""

    forum = models.ForeignKey("forums.Forum", models.CASCADE, related_name="schedule_runs")
    timetable = models.ForeignKey(
        "forums.TimetableVersion", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    value = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)

    class Meta(Run.Meta):
        abstract = False
        constraints = [
            models.UniqueConstraint(
                fields=["forum"],
                condition=Q(state__in=ACTIVE),
                name="matching_schedulerun_one_active",
            )
        ]
