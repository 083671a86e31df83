"""Which work of this room waits."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from accounts.models import Erasure
from accounts.privacy.erasing import MOST_TRIES
from ovop.kernel.waiting import Rows, Work, waits


def _given_up() -> Rows:
    return Erasure.due().filter(attempts__gte=MOST_TRIES)


waits(
    # Done every night.
    Work("erasures", _("People who asked to be erased"), Erasure.due, "due_at", timedelta(hours=26), _given_up),
)  # fmt: skip
