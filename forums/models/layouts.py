"""When a forum meets: its days, the sessions of each, how long a meeting is and the pause after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

Span = tuple[time, time]


@dataclass(frozen=True)
class Session:
    """Half a day, morning or afternoon, with the coffee break in it if there is one."""

    start: time
    end: time
    pause: Span | None = None


@dataclass(frozen=True)
class Layout:
    """The same sessions on every day; meetings of `minutes`, `changeover` minutes between two."""

    sessions: tuple[Session, ...]
    minutes: int
    changeover: int = 0

    def check(self) -> None:
        """Raise ValidationError when a session ends before it begins, overlaps another, or its break lies outside."""
        last_end: time | None = None
        for session in self.sessions:
            if session.end <= session.start:
                raise ValidationError(_("A session ends before it begins."))
            if last_end and session.start < last_end:
                raise ValidationError(_("Two sessions overlap."))
            last_end = session.end
            if (
                session.pause
                and not session.start <= session.pause[0] < session.pause[1] <= session.end
            ):
                raise ValidationError(_("A break lies outside its session, or ends before it begins."))  # fmt: skip

    def slots(self, first: date, last: date) -> list[tuple[int, datetime, datetime]]:
        """(session number from 1, start, end) of every whole slot from day `first` to `last`, in time order.

        Sessions are numbered on through the days. Raises ValidationError as `check` does.
        """
        self.check()
        found = []
        for day in range((last - first).days + 1):
            for n, session in enumerate(self.sessions):
                number = day * len(self.sessions) + n + 1
                times = self._times(first + timedelta(days=day), session)
                found += [(number, start, end) for start, end in times]
        return found

    def _times(self, day: date, session: Session) -> list[tuple[datetime, datetime]]:
        def at(moment: time) -> datetime:
            return datetime.combine(day, moment, timezone.get_current_timezone())

        length, gap = timedelta(minutes=self.minutes), timedelta(minutes=self.changeover)
        found, start = [], at(session.start)
        pause = (at(session.pause[0]), at(session.pause[1])) if session.pause else None
        while start + length <= at(session.end):
            if pause and start < pause[1] and start + length > pause[0]:
                start = pause[1]  # the break comes first; the meeting after it
                continue
            found.append((start, start + length))
            start += length + gap
        return found

    def as_json(self) -> dict[str, Any]:
        """What a forum stores of it."""
        return {
            "minutes": self.minutes, "changeover": self.changeover,
            "sessions": [
                [f"{moment:%H:%M}" for moment in (each.start, each.end, *(each.pause or ()))]
                for each in self.sessions
            ],
        }  # fmt: skip

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Layout:
        """The inverse of `as_json`."""
        rows = [[time.fromisoformat(each) for each in row] for row in stored["sessions"]]
        return cls(
            tuple(Session(row[0], row[1], (row[2], row[3]) if len(row) == 4 else None) for row in rows),
            stored["minutes"], stored["changeover"],
        )  # fmt: skip
