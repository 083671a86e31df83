"""Looking at everything that must live for the platform to keep its promises."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from ovop.celery import app
from ovop.kernel import replica
from ovop.kernel.waiting import Stand, stands
from ovop.models import Heartbeat

BEAT_LATE = timedelta(minutes=2)  # it shows itself every half minute
BACKUP_LATE, DRILL_LATE = timedelta(hours=26), timedelta(days=35)
QUEUE = "celery"
LONG_QUEUE = 1000  # messages: more than the sweepers send in an hour to workers that sleep
ASKED_FOR = 0.7  # seconds in which workers answer
FAR_BEHIND = 16 * 1024 * 1024  # bytes: a file of the log
DISK_SHORT = 0.1  # of the disk still free
AWAY = (BrokerError, RedisError, OSError)
Of = Heartbeat.Of


@dataclass(frozen=True)
class Status:
    """All that was seen at one moment.

    `queue` None: the broker does not answer; `workers` None: nobody asked them; `behind`: bytes the database's replica
    has to repeat, None when it does not answer.
    """

    work: list[Stand]
    beats: dict[str, Heartbeat]
    queue: int | None
    workers: list[str] | None
    disk_free: float
    has_replica: bool = False
    behind: int | None = None

    def is_late(self, of: str, after: timedelta) -> bool:
        """Whether this sign of life is too old, or was never given."""
        return of not in self.beats or self.beats[of].age > after


def look(*, ask_workers: bool = False) -> Status:
    """Raises the database's errors; a broker that is away is part of what is seen.

    Asking workers takes ASKED_FOR seconds, so it is for people only.
    """
    queue = _queue()
    asked = ask_workers and queue is not None
    return Status(
        work=stands(),
        beats={each.of: each for each in Heartbeat.objects.all()},
        queue=queue,
        workers=_workers() if asked else None,
        disk_free=_disk_free(),
        has_replica=replica.is_there(),
        behind=replica.bytes_behind() if replica.is_there() else None,
    )


def _queue() -> int | None:
    try:
        with app.connection_for_read() as connection:
            channel: Any = connection.default_channel
            return int(channel.client.llen(QUEUE))
    except AWAY:
        return None


def _workers() -> list[str]:
    try:
        return sorted(app.control.inspect(timeout=ASKED_FOR).ping() or {})
    except AWAY:
        return []


def _disk_free() -> float:
    """Share of the disk under the files that is free, 0-1."""
    folder = settings.VAR if settings.VAR.exists() else settings.ROOT
    disk = shutil.disk_usage(folder)
    return disk.free / disk.total


def problems(status: Status) -> Iterator[str]:
    """What somebody must look at: what it is, and what to do. Nothing: all is well."""
    yield from _processes(status)
    for stand in status.work:
        if stand.late:
            yield _("%(what)s: the oldest has waited since %(time)s. %(hint)s") % {
                "what": stand.work.what,
                "time": _clock(stand.oldest),
                "hint": _("See whether the workers run and what they call answers."),
            }
    yield from _copies(status)
    if status.has_replica and status.behind is None:
        yield _("The replica of the database does not answer. Pages are read from the primary meanwhile; start it again.")  # fmt: skip
    elif (status.behind or 0) > FAR_BEHIND:
        yield _("The replica of the database is %(mb)s MB behind and is not used meanwhile. See whether it is connected.") % {
            "mb": round((status.behind or 0) / 1024**2)
        }  # fmt: skip
    if status.disk_free < DISK_SHORT:
        yield _("The disk is nearly full: %(percent)s %% are free. Make room before files are refused.") % {
            "percent": round(100 * status.disk_free)
        }  # fmt: skip


def _processes(status: Status) -> Iterator[str]:
    if status.queue is None:
        yield _("The broker does not answer. Pages go on and nothing is lost; restart it, and what waits is done.")  # fmt: skip
        return
    if status.queue > LONG_QUEUE:
        yield ngettext(
            "%(n)s message waits for a worker. Start more workers, or see why they do not take any.",
            "%(n)s messages wait for a worker. Start more workers, or see why they do not take any.",
            status.queue,
        ) % {"n": status.queue}
    if status.workers == []:
        yield _("No worker answers. Start one: messages, photos and matching wait until then.")
    elif status.is_late(Of.BEAT, BEAT_LATE):
        yield _("The clock (beat) has not been heard of for two minutes. Start it: reminders and lost work wait.")  # fmt: skip


def _copies(status: Status) -> Iterator[str]:
    backup, drill = status.beats.get(Of.BACKUP), status.beats.get(Of.DRILL)
    if backup is None:
        yield _("There is no backup yet. Make one every night: make backup")
    elif not backup.fine:
        yield _("The last backup failed: %(said)s") % {"said": backup.said}
    elif backup.age > BACKUP_LATE:
        yield _("The last backup is older than a day. See why the nightly one was not made.")
    if drill is not None and not drill.fine:
        yield _("The last backup that was tried cannot be put back: %(said)s") % {
            "said": drill.said
        }
    elif backup is not None and status.is_late(Of.DRILL, DRILL_LATE):
        yield _("No backup has been put back for a month, so nobody knows whether one can be. Try: make restore-drill")  # fmt: skip


def _clock(moment: datetime | None) -> str:
    local = timezone.localtime(moment)
    return f"{formats.date_format(local, 'SHORT_DATE_FORMAT')} {local:%H:%M}"
