"""The status page: staff and the National Committee see whether the platform itself is well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.permissions import roles_required
from ovop.models import Heartbeat
from ovop.status.looking import (
    BACKUP_LATE,
    BEAT_LATE,
    DISK_SHORT,
    DRILL_LATE,
    Of,
    Status,
    look,
    problems,
)


@roles_required(Role.STAFF, Role.NATIONAL)
@require_safe
def status(request: HttpRequest) -> HttpResponse:
    """What waits, what lives, when the last copy was made, and what to do about what is wrong."""
    seen = look(ask_workers=True)
    context = {
        "now": timezone.now(),
        "problems": list(problems(seen)),
        "running": list(_running(seen)),
        "busy": [stand for stand in seen.work if stand.waiting or stand.given_up],
        "idle": [stand.work.what for stand in seen.work if not (stand.waiting or stand.given_up)],
    }
    return render(request, "ovop/status.html", context)


@dataclass(frozen=True)
class Card:
    """One thing that runs: how it does, when it last did it, and what it said."""

    title: str
    tone: str
    state: str
    at: datetime | None = None
    said: str = ""


def _running(seen: Status) -> Iterator[Card]:
    workers = seen.workers or []
    yield _card(_("Workers"), bool(workers), said=", ".join(workers))
    beat = seen.beats.get(Of.BEAT)
    yield _card(_("Clock (beat)"), not seen.is_late(Of.BEAT, BEAT_LATE), beat)
    queue = seen.queue
    waits = ngettext("%(n)s message waits", "%(n)s messages wait", queue or 0) % {"n": queue}
    yield _card(_("Broker"), queue is not None, said=waits if queue is not None else "")
    if seen.has_replica:
        said = _("%(kb)s kB behind") % {"kb": round((seen.behind or 0) / 1024)}
        yield _card(_("Replica"), seen.behind is not None, said=said if seen.behind else "")
    yield _copy(_("Last backup"), seen, Of.BACKUP, BACKUP_LATE)
    yield _copy(_("Last backup put back as a trial"), seen, Of.DRILL, DRILL_LATE)
    free = _("%(percent)s %% free") % {"percent": round(100 * seen.disk_free)}
    if seen.disk_free < DISK_SHORT:
        yield Card(_("Disk"), "bad", _("nearly full"), said=free)
    else:
        yield Card(_("Disk"), "good", _("has room"), said=free)


def _card(title: str, works: bool, beat: Heartbeat | None = None, said: str = "") -> Card:
    state = ("good", _("works")) if works else ("bad", _("does not answer"))
    return Card(title, *state, at=beat.at if beat else None, said=said)


def _copy(title: str, seen: Status, of: str, late: timedelta) -> Card:
    beat = seen.beats.get(of)
    if beat is None:
        return Card(title, "warn", _("never yet"))
    if not beat.fine:
        return Card(title, "bad", _("failed"), beat.at, beat.said)
    if seen.is_late(of, late):
        return Card(title, "warn", _("too long ago"), beat.at, beat.said)
    return Card(title, "good", _("went well"), beat.at, beat.said)
