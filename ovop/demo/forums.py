"""The demo's two forums: one that was, with outcomes, and one ahead that staff can timetable."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils import timezone
from djmoney.money import Money

from accounts.models import User
from buyers.models import Buyer
from forums.dealing import record
from forums.models import (
    Commitment,
    Forum,
    Layout,
    Meeting,
    MeetingRequest,
    Registration,
    Session,
    Topic,
    Training,
)
from forums.models.sides import Side
from matching.scheduling import solve
from matching.timetabling import placeable_requests, problem_of, write_draft
from producers.models import Producer, Product

TIMES = Layout((Session(time(8, 30), time(11, 30)), Session(time(14), time(16))), 20)
HALL = {"venue_km": "សាលាខេត្តសៀមរាប", "venue_en": "Siem Reap Provincial Hall"}


def forum_days(today: date) -> tuple[date, date]:
    """The last 20 February before `today`, and the next one."""
    this_year = date(today.year, 2, 20)
    if this_year >= today:
        return date(today.year - 1, 2, 20), this_year
    return this_year, date(today.year + 1, 2, 20)


class ForumMaker:
    """Makes both forums from saved producers and buyers."""

    def __init__(self, staff: User) -> None:
        self.staff = staff
        self.random = random.Random(20)  # noqa: S311 - the same forums every time

    def make(self, producers: list[Producer], buyers: list[Buyer]) -> None:
        """Make the past forum with outcomes and the upcoming one with open registration."""
        past_day, next_day = forum_days(timezone.localdate())
        past = self._forum(
            past_day,
            "វេទិកាផ្គូផ្គងអ្នកផលិត និងអ្នកទិញ ខេត្តសៀមរាប",
            "Siem Reap producer-buyer matching forum",
        )
        self._fill(past, producers[:18], buyers[:12], requests_each=5, pending=0)
        self._hold(past)
        ahead = self._forum(next_day, "វេទិកាផ្គូផ្គង OVOP ខេត្តសៀមរាប", "Siem Reap OVOP matching forum")
        self._fill(ahead, producers[4:24], buyers[6:22], requests_each=4, pending=5)

    def _forum(self, day: date, km: str, en: str) -> Forum:
        forum = Forum.objects.create(
            name_km=f"{km} {day.year}", name_en=f"{en} {day.year}", province_id="17", day=day,
            created_by=self.staff, **HALL,
            about_km="អ្នកផលិតភូមិជួបសណ្ឋាគារ ហាង និងអ្នកនាំចេញ មុខទល់មុខ ម្ភៃនាទីម្ដង។",
            about_en="Village producers meet hotels, shops and exporters face to face, twenty minutes each.",
        )  # fmt: skip
        forum.lay_out(TIMES, 10)
        forum.open_registration()
        return forum

    def _fill(
        self,
        forum: Forum,
        producers: list[Producer],
        buyers: list[Buyer],
        requests_each: int,
        pending: int,
    ) -> None:
        sides = [(p.organisation, Side.PRODUCER) for p in producers] + [
            (b.organisation, Side.BUYER) for b in buyers
        ]
        for place, (organisation, side) in enumerate(sides):
            registration = Registration.objects.create(
                forum=forum, organisation=organisation, side=side, registered_by=self.staff,
                delegates=self.random.choice([1, 1, 2]),
            )  # fmt: skip
            if place >= pending:
                registration.approve(self.staff)
        first = {p.pk: Product.objects.public().filter(producer=p).first() for p in producers}
        for producer in producers[pending:]:
            for buyer in self.random.sample(buyers, requests_each):
                request = MeetingRequest.objects.create(
                    forum=forum, producer=producer, buyer=buyer, product=first[producer.pk],
                    asked_by_side=self.random.choice([Side.PRODUCER, Side.BUYER]), asked_by=self.staff,
                    priority=self.random.choice([1, 2, 2, 3]),
                )  # fmt: skip
                if self.random.random() < 0.85:
                    request.accept()

    def _hold(self, forum: Forum) -> None:
        """Timetable, publish and finish the past forum, and write down what came of it."""
        forum.close_registration()
        requests = placeable_requests(forum)
        answer = solve(problem_of(forum, requests), seconds=10, workers=1)
        version = write_draft(forum, self.staff, requests, answer, set())
        version.publish()
        forum.refresh_from_db()
        forum.start()
        forum.finish()
        results = ["deal"] * 3 + [
            "trial",
            "sample",
            "follow_up",
            "follow_up",
            "follow_up",
            "none",
            "none",
        ]
        for meeting in Meeting.objects.filter(timetable=version):
            result = self.random.choice(results)
            worth = (
                Money(self.random.randint(4, 90) * 100_000, "KHR")
                if result in ("deal", "trial")
                else None
            )
            record(
                meeting, self.staff, "staff", result, value=worth, product=meeting.request.product,
                reason="price" if result == "none" else "",
            )  # fmt: skip
        self._pledge(forum)
        held = timezone.make_aware(datetime.combine(forum.day, time(17)))
        MeetingRequest.objects.filter(forum=forum).update(created_at=held - timedelta(days=20))

    def _pledge(self, forum: Forum) -> None:
        """What two organisations promised, and a training that follows from it."""
        today = timezone.localdate()
        buyer = forum.coming().filter(side=Side.BUYER).select_related("organisation")[0]
        pledge = Commitment.objects.create(
            forum=forum, organisation=buyer.organisation, indicator=Commitment.Indicator.BOUGHT, target=5000,
            what_km="ទិញប្រហុក និងត្រីឆ្អើរពីសហគមន៍នេសាទជុំវិញទន្លេសាប",
            what_en="Buy prahok and smoked fish from the community fisheries around the lake",
            due_on=today + timedelta(days=90), made_by=self.staff,
        )  # fmt: skip
        pledge.report(self.staff, Commitment.State.UNDER_WAY, reached=Decimal(1800))
        Commitment.objects.create(
            forum=forum, who_km="សមាគមសាកល្បង", who_en="Demo association", target=40,
            indicator=Commitment.Indicator.TRAINED, what_km="បណ្តុះបណ្តាលអ្នកផលិត ៤០ នាក់អំពីការវេចខ្ចប់",
            what_en="Train 40 producers in packaging", due_on=today + timedelta(days=30), made_by=self.staff,
        )  # fmt: skip
        Training.objects.create(
            name_km="ការវេចខ្ចប់ដែលជួយលក់ (សាកល្បង)", name_en="Packaging that sells (demo)", topic=Topic.PACKAGING,
            province_id=forum.province_id, place_km="សាលាស្រុក", place_en="District hall", state=Training.State.OPEN,
            starts_at=timezone.make_aware(datetime.combine(today + timedelta(days=21), time(8))),
            created_by=self.staff, seats=30,
        )  # fmt: skip
