"""Which way a notice goes to whom: one row on the site for each person, and one by the way they chose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from accounts.models import Membership, User
from notices.bot.keyboards import asked
from notices.models import Away, Channel, Notice, Pace, Preference, TelegramChat
from notices.texts import BY_PHONE, URGENT
from notices.ways import is_set_up
from ovop.kernel.tickets import Ticket


@dataclass(frozen=True)
class Message:
    """What is told, to however many. `province` names whose it is; None asks each person's own place."""

    kind: str
    context: dict[str, Any]
    link: str = ""
    dedupe: str = ""
    answer: Callable[[User], Ticket] | None = None
    province: str | None = None

    @property
    def urgent(self) -> bool:
        return self.answer is not None or self.kind in URGENT


class Router:
    """Knows how each of these people wants to be told; a handful of queries for all of them together."""

    def __init__(self, people: Sequence[User]) -> None:
        keys = [person.pk for person in people]
        self.preferences = Preference.objects.in_bulk(keys)
        chats = TelegramChat.objects.filter(user__in=keys, blocked_at=None)
        self.chats = set(chats.values_list("user_id", flat=True))
        self.provinces = {person.pk: person.province_id for person in people if person.province_id}
        placed = Membership.objects.filter(user__in=set(keys) - set(self.provinces))
        found: dict[int, set[str | None]] = defaultdict(set)
        for person, province in placed.values_list("user_id", "organisation__province_id"):
            found[person].add(province)
        # Whoever acts in two provinces belongs to neither: no staff should read of the other's.
        self.provinces |= {
            person: one for person, (one, *more) in found.items() if one and not more
        }

    def choice_of(self, person: User) -> Preference:
        """As it is stored now, or what holds for who never chose."""
        return self.preferences.get(person.pk) or Preference(user=person)

    def rows(self, person: User, message: Message) -> list[Notice]:
        """The rows for one person: always the site's, which is delivered by being there."""
        here = self._row(person, message, Channel.IN_APP)
        here.state, here.sent_at = Notice.State.SENT, here.not_before
        away = self.away_row(person, message)
        return [here, away] if away else [here]

    def away_row(self, person: User, message: Message, *, anyway: bool = False) -> Notice | None:
        """The row that leaves the site now; None when the person wants it later, or not at all.

        `anyway`: it is sent at its own time (the daily message), whatever the person wants at once.
        """
        choice = self.choice_of(person)
        channel = self.channel_of(person, choice)
        if message.kind in BY_PHONE:
            channel = str(settings.NOTICE_PHONE_CHANNEL)
        wanted = anyway or choice.pace == Pace.ALL
        if channel is None or not (message.urgent or (wanted and self.reaches(person, choice))):
            return None
        row = self._row(person, message, channel)
        row.phone, row.email = person.phone, choice.email if channel == Channel.EMAIL else ""
        if row.dedupe_key:
            row.dedupe_key += ":phone"
        if message.answer is not None:
            ticket = message.answer(person)
            row.asks = asked(ticket)
            if channel != Channel.TELEGRAM:  # its buttons answer; elsewhere a link does
                row.link = reverse("matching:answer", args=[ticket])
        return row

    def reaches(self, person: User, choice: Preference) -> bool:
        """Whether the way chosen reaches the person now."""
        if choice.away == Away.TELEGRAM:
            return is_set_up(Channel.TELEGRAM) and person.pk in self.chats
        if choice.away == Away.EMAIL:
            return is_set_up(Channel.EMAIL) and choice.email_confirmed
        return True

    def channel_of(self, person: User, choice: Preference) -> str | None:
        """The way chosen; while that does not reach the person text messages (for what waits only, they cost);
        None for nowhere.
        """
        if choice.away == Away.NOWHERE:
            return None
        if choice.away in (Away.TELEGRAM, Away.EMAIL) and self.reaches(person, choice):
            return Channel(choice.away)
        return str(settings.NOTICE_PHONE_CHANNEL)

    def _row(self, person: User, message: Message, channel: str) -> Notice:
        return Notice(
            recipient=person, kind=message.kind, language=person.language, link=message.link,
            context=message.context, channel=channel, urgent=message.urgent,
            province_id=message.province or self.provinces.get(person.pk),
            dedupe_key=f"{message.dedupe}:{person.pk}" if message.dedupe else None,
        )  # fmt: skip
