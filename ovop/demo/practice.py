"""A practice forum of any size: to learn the desk on, and to see how a hall of hundreds behaves."""

from __future__ import annotations

import random
from datetime import time, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Organisation, User
from buyers.models import Buyer
from forums.models import Forum, Layout, MeetingRequest, Registration, Session
from forums.models.sides import Side
from places.models import Village
from producers.models import Producer

TIMES = Layout((Session(time(8), time(11, 40)), Session(time(13, 30), time(16, 30))), 20)
YEAR = timedelta(days=365)
BUYER_SHARE, REQUESTS_EACH, TABLES_EACH = (
    3,
    10,
    5,
)  # of three people one buys; so many people a table


@transaction.atomic
def practice_forum(staff: User, people: int, *, today: bool = False) -> Forum:
    """A closed forum in the province of `staff` with invented people, all of whose requests are agreed.

    It is in a month, or `today`: its first slot began ten minutes ago, whatever the hour.
    """
    draw = random.Random(people)  # noqa: S311 - the same forum every time
    buyers = _buyers(max(1, people // BUYER_SHARE))
    producers = _producers(max(1, people - len(buyers)))
    forum = Forum.objects.create(
        name_km=f"វេទិកាសាកល្បង {people} នាក់", name_en=f"Practice forum of {people}", created_by=staff,
        venue_km="សាលសាកល្បង", venue_en="Practice hall", province_id=staff.province_id or "17",
        day=timezone.localdate() + timedelta(days=0 if today else 30),
    )  # fmt: skip
    forum.lay_out(TIMES, max(1, people // TABLES_EACH))
    if today:
        _begin_now(forum)
    forum.open_registration()
    sides = [(p.organisation_id, Side.PRODUCER) for p in producers]
    sides += [(b.organisation_id, Side.BUYER) for b in buyers]
    Registration.objects.bulk_create(
        Registration(
            forum=forum, organisation_id=organisation, side=side, registered_by=staff,
            state=Registration.State.APPROVED, max_meetings=10,
        )
        for organisation, side in sides
    )  # fmt: skip
    pairs = {
        (draw.randrange(len(producers)), int(len(buyers) * draw.random() ** 1.5))
        for _ in range(people * REQUESTS_EACH // 2)
    }
    MeetingRequest.objects.bulk_create(
        MeetingRequest(
            forum=forum, producer=producers[p], buyer=buyers[b], asked_by_side=Side.BUYER,
            asked_by=staff, priority=draw.choice([1, 2, 2, 3]), state=MeetingRequest.State.ACCEPTED,
            answered_at=timezone.now(),
        )
        for p, b in sorted(pairs)
    )  # fmt: skip
    forum.close_registration()
    return forum


def _begin_now(forum: Forum) -> None:
    start = timezone.now().replace(second=0, microsecond=0) - timedelta(minutes=10)
    for number, slot in enumerate(forum.slots.all()):
        slot.starts_at = start + timedelta(minutes=20 * number)
        slot.ends_at = slot.starts_at + timedelta(minutes=20)
        # A year off first: no two slots ever begin at once.
        forum.slots.filter(pk=slot.pk).update(
            starts_at=slot.starts_at + YEAR, ends_at=slot.ends_at + YEAR
        )
    forum.slots.update(starts_at=F("starts_at") - YEAR, ends_at=F("ends_at") - YEAR)


def _organisations(kind: str, count: int, km: str, en: str) -> list[Organisation]:
    villages = list(Village.objects.order_by("key")[:count])
    return Organisation.objects.bulk_create(
        Organisation(
            name_km=km.format(name=village.name_km, n=n), name_en=en.format(name=village.name_en, n=n),
            kind=kind, province_id=village.province_id, district_id=village.district_id,
            commune_id=village.commune_id, village=village, demo=True,
        )
        for n, village in enumerate(villages, 1)
    )  # fmt: skip


def _producers(count: int) -> list[Producer]:
    found = _organisations("household", count, "ក្រុមសាកល្បង {name} {n}", "Practice group {name} {n}")
    return Producer.objects.bulk_create(Producer(organisation=each) for each in found)


def _buyers(count: int) -> list[Buyer]:
    found = _organisations(
        "hotel", count, "ផ្ទះសំណាក់សាកល្បង {name} {n}", "Practice guesthouse {name} {n}"
    )
    return Buyer.objects.bulk_create(Buyer(organisation=each) for each in found)
