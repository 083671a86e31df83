"""The hall's screen: who sits where now, who is next, who is late, who is wanted. One picture for all screens."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from hashlib import sha256

from django.core.cache import cache
from django.template.loader import render_to_string
from django.utils import timezone, translation

from accounts.models import Organisation
from forums.models import Forum, Meeting, Registration, Slot
from ovop.kernel.replica import primary

FRESH = timedelta(seconds=3)  # screens see the same picture for so long, however many they are
KEPT, BUILDING = 60, 5  # seconds: the last picture while a new one is made; how long that may take
GRACE = timedelta(minutes=2)  # who walks to the table is not late yet


@dataclass(frozen=True)
class Party:
    """One side of a meeting as the screen shows it. `state`: "", "late" or "missing"."""

    organisation: Organisation
    state: str


@dataclass
class Place:
    """A table with who sits there now and who is next."""

    number: int
    zone: str
    now: list[Party] = field(default_factory=list)
    next: list[Party] = field(default_factory=list)
    lost: bool = False


@dataclass(frozen=True)
class Wanted:
    """Somebody who should be at a table."""

    organisation: Organisation
    table: int


@dataclass(frozen=True)
class Picture:
    """What the screens show. `until`: when the slot ends, or when the next begins while none runs."""

    forum: Forum
    current: Slot | None
    coming: Slot | None
    places: list[Place]
    wanted: list[Wanted]

    @property
    def until(self) -> int | None:
        """In milliseconds since 1970, as browsers count."""
        end = (
            self.current.ends_at if self.current else self.coming.starts_at if self.coming else None
        )
        return round(end.timestamp() * 1000) if end else None


def picture_of(forum: Forum) -> Picture:
    """What is true in the hall at this moment. Six queries, however large the hall."""
    now = timezone.now()
    slots = [slot for slot in forum.slots.all() if not slot.closed]
    current = next((slot for slot in slots if slot.starts_at <= now < slot.ends_at), None)
    coming = next((slot for slot in slots if slot.starts_at > now), None)
    people = {row.organisation_id: row for row in forum.coming()}
    # Where nobody is checked in the doors do not say who is there, so nobody is called late.
    doors = any(row.checked_in_at for row in people.values())
    places = {
        table.number: Place(
            table.number, table.zone, lost=bool(current and not table.usable_in(current))
        )
        for table in forum.tables.all()
    }
    meetings = Meeting.objects.filter(
        timetable__forum=forum, timetable__state="published", slot__in=[s for s in (current, coming) if s]
    ).with_parties()  # fmt: skip
    for meeting in meetings:
        here = places[meeting.table.number]
        parties = [
            Party(side.organisation, _state(people.get(side.organisation_id), meeting.slot, doors))
            for side in (meeting.producer, meeting.buyer)
        ]
        if meeting.slot == current:
            here.now = parties
        else:
            here.next = parties
    return Picture(
        forum, current, coming, list(places.values()), _wanted(forum, current, coming, places)
    )


def _state(row: Registration | None, slot: Slot, doors: bool) -> str:
    if row is None or slot.position in row.away:
        return "missing"
    late = doors and row.checked_in_at is None and slot.starts_at + GRACE < timezone.now()
    return "late" if late else ""


def _wanted(
    forum: Forum, current: Slot | None, coming: Slot | None, places: dict[int, Place]
) -> list[Wanted]:
    """Whom the organisers called, then who is late at a table."""
    calls = forum.calls.filter(slot__in=[slot for slot in (current, coming) if slot])
    found = {
        (call.registration.organisation_id, call.table): Wanted(
            call.registration.organisation, call.table
        )
        for call in calls.select_related("registration__organisation")
    }
    for place in places.values():
        for party in place.now:
            if party.state == "late":
                key = (party.organisation.pk, place.number)
                found.setdefault(key, Wanted(party.organisation, place.number))
    return list(found.values())


@dataclass(frozen=True)
class Frame:
    """The picture as HTML, and its ETag."""

    etag: str
    html: str
    made_at: float

    @property
    def is_fresh(self) -> bool:
        """Whether screens may still be shown it."""
        return timezone.now().timestamp() - self.made_at <= FRESH.total_seconds()


def frame_of(code: str) -> Frame | None:
    """The frame of the forum whose screen has this code; None when there is none.

    Made at most once in FRESH for all screens together; without a query otherwise. While one request makes a
    new one the others show the last. Without the cache every process makes its own: slower, never dark.
    """
    if not code:
        return None
    key = f"board:{code}"
    mine = _LATEST.get(code)
    if mine and mine.is_fresh:
        return mine
    kept: Frame | None = cache.get(key)
    if kept and (kept.is_fresh or not cache.add(f"{key}:building", 1, BUILDING)):
        return _keep(code, kept)
    with primary():
        made = _made(code)
    if made:
        cache.set(key, made, KEPT)
        cache.delete(f"{key}:building")
    return _keep(code, made)


# This process's own copy: of the forty questions a second that 200 screens ask, few go to the cache.
_LATEST: dict[str, Frame] = {}
MOST_KEPT = 50


def _keep(code: str, frame: Frame | None) -> Frame | None:
    if frame:
        if len(_LATEST) >= MOST_KEPT:
            _LATEST.clear()
        _LATEST[code] = frame
    return frame


def forget(code: str) -> None:
    """The next question about this screen is answered with a new picture."""
    _LATEST.pop(code, None)
    cache.delete_many([f"board:{code}", f"board:{code}:building"])


def _made(code: str) -> Frame | None:
    forum = Forum.objects.exclude(state=Forum.State.DRAFT).filter(board=code).first()
    if forum is None:
        return None
    with translation.override("km"):  # both languages stand on it
        html = render_to_string("forums/_board.html", {"picture": picture_of(forum)})
    etag = f'"{sha256(html.encode()).hexdigest()[:16]}"'
    return Frame(etag, html, timezone.now().timestamp())
