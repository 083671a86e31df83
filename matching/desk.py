"""What the timetable desk shows: the grid, who could go where, what is without a place, how good it is."""

from __future__ import annotations

from dataclasses import dataclass

from forums.models import (
    Forum,
    Meeting,
    MeetingRequest,
    Registration,
    Slot,
    Table,
    TimetableVersion,
)
from matching.scheduling.answer import breaks_of
from matching.scheduling.problem import Problem
from matching.timetabling import UNPLACED_TEXTS, days_of, placeable_requests


@dataclass(frozen=True)
class Measure:
    """How good a version is now, changes by hand included."""

    meetings: int
    value: int
    breaks: int


@dataclass(frozen=True)
class Cell:
    """One table in one slot. `open`: the selected meeting could go here."""

    slot: Slot
    table: Table
    meeting: Meeting | None
    open: bool = False

    @property
    def code(self) -> str:
        """The place as forms carry it."""
        return f"{self.slot.pk}-{self.table.pk}"

    @property
    def shut(self) -> bool:
        """Nobody can meet here any more."""
        return not self.table.usable_in(self.slot)


class Desk:
    """One version, read once: its meetings, slots and tables. Three queries."""

    def __init__(self, forum: Forum, version: TimetableVersion) -> None:
        self.forum, self.version = forum, version
        self.slots = list(forum.slots.all())
        self.tables = list(forum.tables.all())
        self.meetings = list(Meeting.objects.filter(timetable=version).with_parties())

    def measure(self) -> Measure:
        """Counted from what is there."""
        place = {slot.pk: n for n, slot in enumerate(self.slots)}
        days = days_of(self.slots)
        shape = Problem((), (), len(self.slots), max(1, len(self.tables)), days=days)
        used: dict[tuple[str, int], set[int]] = {}
        for meeting in self.meetings:
            for key in (("p", meeting.producer_id), ("b", meeting.buyer_id)):
                used.setdefault(key, set()).add(place[meeting.slot_id])
        return Measure(
            len(self.meetings),
            sum(meeting.request.weight for meeting in self.meetings),
            sum(breaks_of(shape, slots) for slots in used.values()),
        )

    def grid(self, selected: MeetingRequest | None = None) -> list[tuple[Slot, list[Cell]]]:
        """A row per slot, a cell per table."""
        at = {(meeting.slot_id, meeting.table_id): meeting for meeting in self.meetings}
        free = self._free_slots(selected) if selected else set()
        return [
            (slot, [self._cell(slot, table, at.get((slot.pk, table.pk)), slot.pk in free) for table in self.tables])
            for slot in self.slots
        ]  # fmt: skip

    def _cell(self, slot: Slot, table: Table, meeting: Meeting | None, free: bool) -> Cell:
        return Cell(slot, table, meeting, free and meeting is None and table.usable_in(slot))

    def _free_slots(self, selected: MeetingRequest) -> set[int]:
        """Slots in which both sides are there and meet nobody else."""
        parties = [selected.producer.organisation_id, selected.buyer.organisation_id]
        away = {
            position
            for row in Registration.objects.filter(forum=self.forum, organisation__in=parties)
            for position in row.away
        }
        busy = {
            meeting.slot_id for meeting in self.meetings
            if meeting.request_id != selected.pk
            and (meeting.producer_id == selected.producer_id or meeting.buyer_id == selected.buyer_id)
        }  # fmt: skip
        return {slot.pk for slot in self.slots if slot.pk not in busy and slot.position not in away}

    def without_place(self) -> list[tuple[MeetingRequest, str]]:
        """Agreed requests that have no meeting in this version, with the reason if the scheduler gave one."""
        placed = {meeting.request_id for meeting in self.meetings}
        reasons = {item["request"]: item["reason"] for item in self.version.unplaced}
        return [
            (row, str(UNPLACED_TEXTS.get(reasons.get(row.pk, ""), "")))
            for row in placeable_requests(self.forum)
            if row.pk not in placed
        ]
