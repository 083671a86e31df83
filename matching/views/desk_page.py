"""What the page of a timetable says, each thing read when the page first looks at it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.shortcuts import get_object_or_404

from buyers.models import Buyer
from forums.arranging import coming
from forums.differences import differences
from forums.models import Forum, MeetingRequest, TimetableVersion
from forums.models.sides import Side
from matching.desk import Cell, Desk, Measure, share_parties
from matching.models import ScheduleRun
from matching.preflight import Preflight, preflight
from matching.timetabling import placeable_requests
from ovop.kernel.digits import small_number
from producers.models import Producer

# What the page of a timetable reads: a write to one of them makes it anew. Held by tests/matching/test_kept_pages.py.
SHOWN = (
    "forums_forum", "forums_slot", "forums_table", "forums_meeting", "forums_meetingrequest", "forums_timetableversion",
    "forums_timetableedit", "forums_registration", "forums_pairrule", "matching_schedulerun", "producers_producer",
    "buyers_buyer", "accounts_organisation",
)  # fmt: skip


def place_in(text: str) -> tuple[int, int] | None:
    """The keys of slot and table in a place as forms carry it (`Cell.code`); None for what is no place."""
    slot, table = (small_number(part) for part in text.partition("-")[::2])
    return None if slot is None or table is None else (slot, table)


@dataclass(frozen=True)
class Asked:
    """What a reader asked of the page: a version by its number, a meeting to move, the place that was refused."""

    version: str = ""
    meeting: str = ""
    place: str = ""

    @property
    def nothing_chosen(self) -> bool:
        """Whether all who ask for this version see the same."""
        return not self.meeting and not self.place


class DeskPage:
    """The grid of slots and tables: for organisers the desk, for everybody else what is published."""

    def __init__(self, pk: int, asked: Asked, *, may_organise: bool) -> None:
        self._pk, self._asked, self._may_organise = pk, asked, may_organise

    @cached_property
    def forum(self) -> Forum:
        """The forum itself; whether the reader may see it is asked before."""
        return get_object_or_404(Forum, pk=self._pk)

    @cached_property
    def run(self) -> ScheduleRun | None:
        """The newest attempt at a timetable."""
        return self.forum.schedule_runs.first() if self._may_organise else None

    @cached_property
    def versions(self) -> list[TimetableVersion]:
        """Those this reader may see, the newest first."""
        _before = self.run  # one that ends in between is shown as running, and the page looks again
        rows = self.forum.timetables.all()
        return list(rows if self._may_organise else rows.filter(state="published"))

    @cached_property
    def version(self) -> TimetableVersion | None:
        """The one asked for, else the newest."""
        by_number = {str(version.number): version for version in self.versions}
        return by_number.get(self._asked.version) or (self.versions[0] if self.versions else None)

    @cached_property
    def producers(self) -> list[Producer]:
        """Those who come, for who organises."""
        return coming(self.forum, Side.PRODUCER) if self._may_organise else []

    @cached_property
    def buyers(self) -> list[Buyer]:
        """Those who come, for who organises."""
        return coming(self.forum, Side.BUYER) if self._may_organise else []

    @cached_property
    def ready(self) -> int:
        """How many requests both sides agreed to."""
        return len(self._requests)

    @cached_property
    def _requests(self) -> list[MeetingRequest]:
        if not self._may_organise:
            return []
        requests = placeable_requests(self.forum, with_parties=False)
        share_parties(requests, self.producers, self.buyers)
        return requests

    @cached_property
    def _desk(self) -> Desk | None:
        if self.version is None:
            return None
        return Desk(self.forum, self.version, self.producers, self.buyers)

    @cached_property
    def editable(self) -> bool:
        """Whether meetings can be moved."""
        return bool(
            self._may_organise
            and self.version
            and self.version.state == TimetableVersion.State.DRAFT
        )

    @cached_property
    def selected(self) -> MeetingRequest | None:
        """The request a place is looked for."""
        chosen = small_number(self._asked.meeting)
        if not self.editable or chosen is None:
            return None
        return self.forum.requests.with_parties().filter(pk=chosen).first()

    @cached_property
    def selected_meeting(self) -> Any:
        """Where `selected` meets now."""
        if self._desk is None or self.selected is None:
            return None
        meetings = self._desk.meetings
        return next((each for each in meetings if each.request_id == self.selected.pk), None)

    @cached_property
    def wanted_slot(self) -> int | None:
        """Of the place that was asked for and refused, so that the form still shows it."""
        place = place_in(self._asked.place)
        return place[0] if place else None

    @cached_property
    def wanted_table(self) -> int | None:
        """As `wanted_slot`."""
        place = place_in(self._asked.place)
        return place[1] if place else None

    @cached_property
    def tables(self) -> Any:
        """Columns of the grid."""
        return self._desk.tables if self._desk else []

    @cached_property
    def rows(self) -> list[tuple[Any, list[Cell]]]:
        """Rows of the grid: a slot and its cells, one a table."""
        return self._desk.grid(self.selected) if self._desk else []

    @cached_property
    def measure(self) -> Measure | None:
        """How good the version is."""
        return self._desk.measure() if self._desk else None

    @cached_property
    def unplaced(self) -> list[tuple[MeetingRequest, str]]:
        """Requests without a place in this version, and why."""
        return self._desk.without_place(self._requests) if self._desk and self._may_organise else []

    @cached_property
    def rules(self) -> list[Any]:
        """Pairs that must, should or must not meet."""
        if not self._may_organise:
            return []
        return list(
            self.forum.pair_rules.select_related("producer__organisation", "buyer__organisation")
        )

    @cached_property
    def comparable(self) -> bool:
        """Whether a draft stands beside a published version."""
        return self.changes is not None

    @cached_property
    def changes(self) -> list[Any] | None:
        """What a draft changes of what is published; None where there is nothing to compare."""
        published = next((each for each in self.versions if each.state == "published"), None)
        if not self.editable or published is None or self.version is None:
            return None
        return differences(published, self.version)

    @cached_property
    def last_edit(self) -> Any:
        """The change by hand that can be taken back."""
        if not self.editable or self.version is None:
            return None
        return self.version.edits.first()

    @cached_property
    def ahead(self) -> Preflight | None:
        """What stands in the way of a timetable."""
        if not self._may_organise or self.forum.is_over:
            return None
        return preflight(self.forum, self._requests)
