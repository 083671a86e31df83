"""Papers of a forum: agendas, table cards, the list at the door, the hall's grid. In the active language."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.defaultfilters import date as formatted_date
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Organisation
from forums.models import Forum, Meeting
from forums.models.sides import Side
from ovop.kernel.naming import language_code
from ovop.kernel.paper import compile_paper, qr_svg

FOLDER = Path(__file__).parent / "print"
ACROSS = 12  # tables side by side on a sheet of the grid


def paper(kind: str, forum: Forum, address: str, size: str = "a5") -> bytes:
    """A PDF of the published timetable; `kind` is one of PAPERS, `address` what the QR code opens."""
    return compile_paper(
        FOLDER / f"{kind}.typ", _common(forum, size) | PAPERS[kind](forum, address)
    )


def agenda_paper(forum: Forum, organisation: Organisation, address: str, size: str = "a5") -> bytes:
    """The page of one organisation."""
    data = _agendas(forum, address, only=organisation.pk)
    return compile_paper(FOLDER / "agendas.typ", _common(forum, size) | data)


def badges_paper(forum: Forum, only: int | None = None) -> bytes:
    """A badge for everybody who comes with each approved registration, or with the one of key `only`."""
    rows = forum.coming().select_related("organisation__province")
    if only is not None:
        rows = rows.filter(pk=only)
    badges = [
        {
            "name": row.organisation.name, "other": row.organisation.other_name, "code": row.badge,
            "side": str(row.get_side_display()), "buys": row.side == Side.BUYER,
            "place": row.organisation.province.name, "zone": row.zone,
            "qr": qr_svg(settings.SITE_URL + reverse("forums:badge", args=[row.badge])),
        }
        for row in rows
        for _person in range(row.delegates)
    ]  # fmt: skip
    badges.sort(key=lambda badge: str(badge["name"]))
    return compile_paper(FOLDER / "badges.typ", _common(forum, "a4") | {"badges": badges})


def _common(forum: Forum, size: str) -> dict[str, Any]:
    return {
        "language": language_code(), "forum": forum.name, "size": size, "venue": forum.venue,
        "day": forum.dates,
        "printed": formatted_date(timezone.localtime(), "SHORT_DATETIME_FORMAT"),
    }  # fmt: skip


def _meetings(forum: Forum) -> list[Meeting]:
    return list(
        Meeting.objects.filter(timetable__forum=forum, timetable__state="published")
        .with_parties()
        .order_by("slot__position", "table__number")
    )


def _agendas(forum: Forum, address: str, only: int | None = None) -> dict[str, Any]:
    people: dict[tuple[int, str], dict[str, Any]] = {}
    for meeting in _meetings(forum):
        producer, buyer = meeting.producer.organisation, meeting.buyer.organisation
        about = meeting.request.product or meeting.request.need
        for own, other, side in ((producer, buyer, Side.PRODUCER), (buyer, producer, Side.BUYER)):
            if only not in (None, own.pk):
                continue
            person = people.setdefault(
                (own.pk, side), {"name": own.name, "side": str(side.label), "meetings": []}
            )
            person["meetings"].append({
                "time": str(meeting.slot), "table": str(meeting.table.number), "who": other.name,
                "about": about.name if about else "",
            })  # fmt: skip
    order = sorted(people.values(), key=lambda person: (person["side"], person["name"]))
    return {"people": order, "qr": qr_svg(address), "heads": [_("Time"), _("Table"), _("You meet")]}


def _tables(forum: Forum, _address: str) -> dict[str, Any]:
    at = defaultdict(list)
    for meeting in _meetings(forum):
        at[meeting.table_id].append({
            "time": str(meeting.slot), "producer": meeting.producer.organisation.name,
            "buyer": meeting.buyer.organisation.name,
        })  # fmt: skip
    tables = [
        {"number": str(table.number), "zone": table.zone, "meetings": at[table.pk]}
        for table in forum.tables.all()
    ]
    return {"tables": tables, "table-word": _("Table")}


def _door(forum: Forum, _address: str) -> dict[str, Any]:
    first: dict[int, str] = {}
    for meeting in _meetings(forum):
        for side in (meeting.producer, meeting.buyer):
            first.setdefault(side.organisation_id, str(meeting.slot))
    rows = forum.coming().select_related("organisation")
    people = [
        {
            "name": row.organisation.name, "side": row.get_side_display(), "delegates": str(row.delegates),
            "phone": str(row.organisation.phone.as_national) if row.organisation.phone else "",
            "first": first.get(row.organisation_id, ""),
        }
        for row in rows
    ]  # fmt: skip
    return {
        "people": sorted(people, key=lambda person: person["name"]), "title": _("At the door"),
        "heads": [_("Organisation"), _("Side"), _("People"), _("Phone"), _("First meeting")],
    }  # fmt: skip


def _grid(forum: Forum, _address: str) -> dict[str, Any]:
    at = {
        (meeting.slot_id, meeting.table_id): {
            "producer": meeting.producer.organisation.name, "buyer": meeting.buyer.organisation.name,
        }
        for meeting in _meetings(forum)
    }  # fmt: skip
    nobody = {"producer": "", "buyer": ""}
    tables, slots = list(forum.tables.all()), list(forum.slots.all())
    parts = [
        {
            "tables": [f"{_('Table')} {table.number}" for table in tables[start : start + ACROSS]],
            "rows": [
                {
                    "time": str(slot),
                    "cells": [
                        at.get((slot.pk, table.pk), nobody)
                        for table in tables[start : start + ACROSS]
                    ],
                }
                for slot in slots
            ],
        }
        for start in range(0, len(tables), ACROSS)
    ]
    return {"parts": parts, "title": _("Timetable")}


PAPERS: dict[str, Callable[[Forum, str], dict[str, Any]]] = {
    "agendas": _agendas, "tables": _tables, "door": _door, "grid": _grid,
}  # fmt: skip
