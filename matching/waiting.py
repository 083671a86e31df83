"""Which work of this room waits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from matching.models import MatchRun, ScheduleRun
from ovop.kernel.waiting import runs, waits

waits(
    runs("matching_runs", _("Matching runs"), MatchRun),
    runs("schedule_runs", _("Timetables being worked out"), ScheduleRun),
)
