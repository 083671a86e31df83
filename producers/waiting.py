"""Which work of this room waits."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from ovop.kernel.waiting import Rows, Work, recent, runs, waits
from producers.models import ImportRun, ProductPhoto


def _unreadable() -> Rows:
    return recent(ProductPhoto.objects.filter(state=ProductPhoto.State.FAILED))


waits(
    Work(
        "photos", _("Photos to be made small"), ProductPhoto.objects.waiting, "created_at", timedelta(minutes=5), _unreadable,
    ),
    runs("imports", _("Lists being read in"), ImportRun),
)  # fmt: skip
