"""What the scheduler says, in words: contradictions, requests without a place, broken promises."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from buyers.models import Buyer
from forums.models import MeetingRequest
from matching.scheduling.answer import Shortfall
from producers.models import Producer

PROBLEM_TEXTS = {
    "no_slots": gettext_lazy("This forum has no time slots yet. Lay out the day first."),
    "no_tables": gettext_lazy("This forum has no tables yet. Lay out the hall first."),
    "pair_twice": gettext_lazy("The same pair is requested twice: %(who)s. Withdraw one of the two."),
    "no_such_table": gettext_lazy(
        "%(who)s: no table is right for both (zone, wheelchair, interpreter). Change the tables of the hall, or what one of the two registered."
    ),
    "fixed_where_it_cannot_be": gettext_lazy(
        "The locked meeting %(who)s cannot stay where it is: somebody is away then, or there is no table. Unlock it or move it."
    ),
    "fixed_twice": gettext_lazy("%(who)s has two locked meetings at once. Unlock or move one of them."),
    "table_fixed_twice": gettext_lazy("Two locked meetings are at one table at once, one of them %(who)s. Move it."),
}  # fmt: skip
UNPLACED_TEXTS = {
    "vetoed": gettext_lazy("the two must not meet"),
    "no_common_slot": gettext_lazy("the two are never free at the same time"),
    "first_full": gettext_lazy("the producer has no free slot left"),
    "second_full": gettext_lazy("the buyer has no free slot left"),
    "tables_full": gettext_lazy("every table is taken when both are free"),
    "outweighed": gettext_lazy("more requests could be met without it"),
}


def sentence_of_problem(reason: str, detail: Hashable) -> str:
    """What contradicts itself, as a ProblemError has it, with the names of those it is about."""
    text = PROBLEM_TEXTS.get(reason)
    return str(text) % {"who": name_of(detail)} if text else reason


def name_of(detail: Hashable) -> str:
    """The name of a participant (side, key), or of a request's pair (its key); one query."""
    if isinstance(detail, int):
        found = MeetingRequest.objects.with_parties().filter(pk=detail).first()
        return (
            f"{found.producer.organisation.name} – {found.buyer.organisation.name}" if found else ""
        )
    if isinstance(detail, tuple):
        parties = Producer.objects if detail[0] == "producer" else Buyer.objects
        party = parties.select_related("organisation").filter(pk=detail[1]).first()
        return party.organisation.name if party else ""
    return ""


def shortfall_texts(shortfalls: Iterable[Shortfall]) -> list[str]:
    """Who gets fewer meetings than promised, and whose doing that is."""
    return [
        _("%(who)s: %(held)s of %(least)s promised meetings. %(short)s ask only %(blockers)s, who can hold %(room)s together.") % {
            "who": name_of(each.person), "held": each.held, "least": each.least, "room": each.room,
            "short": ", ".join(name_of(person) for person in each.short),
            "blockers": ", ".join(name_of(person) for person in each.blockers),
        } if each.blockers else _("%(who)s: %(held)s of %(least)s promised meetings.") % {
            "who": name_of(each.person), "held": each.held, "least": each.least,
        }
        for each in shortfalls
    ]  # fmt: skip
