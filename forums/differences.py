"""What is different between two versions of a timetable, for everybody or for one organisation."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts.models import Organisation
from forums.models import Meeting, TimetableVersion
from ovop.kernel.naming import in_both_languages


@dataclass(frozen=True)
class Change:
    """One meeting that is new (`before` is None), called off (`after` is None) or elsewhere."""

    before: Meeting | None
    after: Meeting | None

    @property
    def meeting(self) -> Meeting:
        """The meeting as it will be, or as it was."""
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def kind(self) -> str:
        """added, called_off, moved (another time) or reseated (another table)."""
        if self.before is None:
            return "added"
        if self.after is None:
            return "called_off"
        return "moved" if self.before.slot_id != self.after.slot_id else "reseated"

    def sentence(self, reader: Organisation | None = None) -> str:
        """In words of the active language; to one of the two sides only the other one is named."""
        meeting = self.meeting
        producer, buyer = meeting.producer.organisation, meeting.buyer.organisation
        if reader is None:
            who = f"{producer.name} – {buyer.name}"
        else:
            who = buyer.name if reader.pk == producer.pk else producer.name
        words = {"who": who, "after": _place(self.after), "before": _place(self.before)}
        return {
            "added": _("%(who)s: new, %(after)s"),
            "called_off": _("%(who)s: called off (was %(before)s)"),
            "moved": _("%(who)s: now %(after)s (was %(before)s)"),
            "reseated": _("%(who)s: now %(after)s (was %(before)s)"),
        }[self.kind] % words


def _place(meeting: Meeting | None) -> str:
    if meeting is None:
        return ""
    return _("%(time)s, table %(table)s") % {"time": meeting.slot, "table": meeting.table.number}


def differences(old: TimetableVersion | None, new: TimetableVersion) -> list[Change]:
    """What `new` changes, in the order of the day. Two queries."""
    before = _meetings(old) if old else {}
    after = _meetings(new)
    found = [
        Change(before.get(request), after.get(request))
        for request in before.keys() | after.keys()
        if request not in before
        or request not in after
        or (before[request].slot_id, before[request].table_id)
        != (after[request].slot_id, after[request].table_id)
    ]
    return sorted(
        found, key=lambda c: (c.meeting.slot.position, c.meeting.table.number, c.meeting.request_id)
    )


def _meetings(version: TimetableVersion) -> dict[int, Meeting]:
    rows = Meeting.objects.filter(timetable=version).select_related(
        "slot", "table", "producer__organisation", "buyer__organisation"
    )
    return {row.request_id: row for row in rows}


def by_organisation(changes: list[Change]) -> dict[Organisation, list[Change]]:
    """Each side's own changes."""
    found: dict[Organisation, list[Change]] = {}
    for change in changes:
        for side in (change.meeting.producer, change.meeting.buyer):
            found.setdefault(side.organisation, []).append(change)
    return found


def sentences_for(changes: list[Change], reader: Organisation, most: int = 4) -> list[str]:
    """The sentences as notices keep them: [Khmer, English]; of many the first `most` and how many more."""

    def text() -> str:
        lines = [change.sentence(reader) for change in changes[:most]]
        if len(changes) > most:
            lines.append(_("and %(n)s more") % {"n": len(changes) - most})
        return "; ".join(lines)

    return in_both_languages(text)
