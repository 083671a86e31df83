"""What the timetable desk shows: the grid, who could go where, what is without a place, how good it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from buyers.models import Buyer
from forums.models import (
    Forum,
    Meeting,
    MeetingRequest,
    Slot,
    Table,
    TimetableVersion,
)
from forums.seats import SIDES
from matching.schedule_texts import UNPLACED_TEXTS
from matching.scheduling.answer import breaks_of
from matching.scheduling.problem import Problem
from matching.timetabling import days_of
from producers.models import Producer


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


def share_parties(
    rows: Sequence[Meeting | MeetingRequest],
    producers: Iterable[Producer] = (),
    buyers: Iterable[Buyer] = (),
) -> None:
    """Give every row its producer and buyer, each loaded once: those at hand, and one query for the others of a side.

    A join would make the same forty people anew for each of some hundred meetings.
    """
    for side, model, known in (("producer", Producer, producers), ("buyer", Buyer, buyers)):
        found: dict[int, Any] = {party.pk: party for party in known}
        wanted = {getattr(row, f"{side}_id") for row in rows} - found.keys()
        if wanted:
            found |= model.objects.select_related("organisation").in_bulk(wanted)
        for row in rows:
            setattr(row, side, found[getattr(row, f"{side}_id")])


class Desk:
    """One version, read once: its meetings, slots and tables. Three queries, and `share_parties`."""

    def __init__(
        self,
        forum: Forum,
        version: TimetableVersion,
        producers: Iterable[Producer] = (),
        buyers: Iterable[Buyer] = (),
    ) -> None:
        self.forum, self.version = forum, version
        self.slots = list(forum.slots.all())
        self.tables = list(forum.tables.all())
        self.meetings = list(Meeting.objects.filter(timetable=version).select_related("request"))
        share_parties(self.meetings, producers, buyers)
        slots = {slot.pk: slot for slot in self.slots}
        tables = {table.pk: table for table in self.tables}
        for meeting in self.meetings:
            meeting.slot, meeting.table = slots[meeting.slot_id], tables[meeting.table_id]

    def measure(self) -> Measure:
        """How many meetings, the sum of their weights, and the idle gaps of everybody together, counted from what is there."""
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
        rows = list(self.forum.registrations.filter(organisation__in=parties))
        away = {position for row in rows for position in row.away}
        seats = {row.organisation_id: row.seats for row in rows}
        held = Counter(
            (side, meeting.slot_id)
            for meeting in self.meetings
            for side in SIDES
            if meeting.request_id != selected.pk
            and getattr(meeting, f"{side}_id") == getattr(selected, f"{side}_id")
        )

        def free(slot: Slot) -> bool:
            return slot.position not in away and all(
                held[side, slot.pk] < seats.get(party, 1)
                for side, party in zip(SIDES, parties, strict=True)
            )

        return {slot.pk for slot in self.slots if free(slot)}

    def without_place(self, requests: list[MeetingRequest]) -> list[tuple[MeetingRequest, str]]:
        """Those of `requests` that have no meeting in this version, with the reason if the scheduler gave one."""
        placed = {meeting.request_id for meeting in self.meetings}
        reasons = {item["request"]: item["reason"] for item in self.version.unplaced}
        return [
            (row, str(UNPLACED_TEXTS.get(reasons.get(row.pk, ""), "")))
            for row in requests
            if row.pk not in placed
        ]
