"""Which work of this room waits."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ovop.kernel.waiting import STILL_NEWS, Rows, Work, runs, waits
from producers.models import ImportRun, ProductPhoto


def _unreadable() -> Rows:
    since = timezone.now() - STILL_NEWS
    return ProductPhoto.objects.filter(state=ProductPhoto.State.FAILED, created_at__gt=since)


waits(
    Work(
        "photos", _("Photos to be made small"), ProductPhoto.objects.waiting, "created_at", timedelta(minutes=5), _unreadable,
    ),
    runs("imports", _("Lists being read in"), ImportRun),
)  # fmt: skip
