"""A forum, its time slots and its tables."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pghistory
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forums.querysets import ForumQuerySet
from ovop.kernel.naming import BilingualName, in_language
from ovop.kernel.states import StateConflict, StatefulModel

if TYPE_CHECKING:
    from forums.models.timetables import TimetableVersion


@pghistory.track(
    pghistory.UpdateEvent(condition=pghistory.AnyChange("state")),
    fields=["state"],
    model_name="ForumEvent",
    obj_field=pghistory.ObjForeignKey(related_name="events"),
)
class Forum(BilingualName, StatefulModel):
    """A producer-buyer matching forum.

    draft -> open (registration) -> closed -> timetabled -> running -> finished -> archived.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        OPEN = "open", _("Registration open")
        CLOSED = "closed", _("Registration closed")
        TIMETABLED = "timetabled", _("Timetable published")
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")
        ARCHIVED = "archived", _("Archived")

    province = models.ForeignKey(
        "places.Province", models.PROTECT, related_name="forums", verbose_name=_("province")
    )
    venue_km = models.CharField(_("hall in Khmer"), max_length=200, blank=True)
    venue_en = models.CharField(_("hall in English"), max_length=200, blank=True)
    day = models.DateField(_("day"))
    about_km = models.TextField(_("about it in Khmer"), blank=True, max_length=3000)
    about_en = models.TextField(_("about it in English"), blank=True, max_length=3000)

    class Booking(models.TextChoices):
        TIMETABLED = "timetabled", _("The organisers work out the timetable")
        BOOKED = "booked", _("People book their meetings themselves")

    booking = models.CharField(
        _("how meetings get their time"), max_length=10, choices=Booking, default=Booking.TIMETABLED,
        help_text=_("Can be changed until the first meeting is published."),
    )  # fmt: skip
    most_producers = models.PositiveSmallIntegerField(
        _("producers at most"), null=True, blank=True,
        help_text=_("Who is approved beyond that goes on the waiting list, and moves up when a place is free."),
    )  # fmt: skip
    most_buyers = models.PositiveSmallIntegerField(_("buyers at most"), null=True, blank=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ForumQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        ordering = ["-day", "-pk"]
        verbose_name = _("forum")
        verbose_name_plural = _("forums")

    def get_absolute_url(self) -> str:
        return reverse("forums:forum", args=[self.pk])

    @property
    def venue(self) -> str:
        """The hall in the reader's language."""
        return in_language(self.venue_km, self.venue_en)

    @property
    def about(self) -> str:
        """The description in the reader's language."""
        return in_language(self.about_km, self.about_en)

    # --- lay-out of the day ------------------------------------------------------------------

    @transaction.atomic
    def lay_out(self, sessions: list[tuple[time, time]], slot_minutes: int, tables: int) -> None:
        """Make the slots of `sessions` (start and end of morning, afternoon...) and the tables.

        Replaces an earlier lay-out; refused once a timetable exists, because meetings stand on it.
        """
        if self.timetables.exists():
            raise ValidationError(
                _(
                    "This forum has a timetable already; its slots and tables can no longer be redrawn."
                )
            )
        self.slots.all().delete()
        self.tables.all().delete()
        slots = slots_of(self.day, sessions, slot_minutes)
        Slot.objects.bulk_create(
            Slot(forum=self, position=n, session=session, starts_at=start, ends_at=end)
            for n, (session, start, end) in enumerate(slots, 1)
        )
        Table.objects.bulk_create(Table(forum=self, number=n) for n in range(1, tables + 1))

    @transaction.atomic
    def copy_to(self, province_id: str, day: date, user: User) -> Forum:
        """A draft with everything but the people: texts, places, slots of the same hours, tables."""
        copied = (
            "name_km", "name_en", "about_km", "about_en", "booking", "most_producers", "most_buyers",
        )  # fmt: skip
        made = Forum.objects.create(
            province_id=province_id, day=day, created_by=user,
            **{name: getattr(self, name) for name in copied},
            **({"venue_km": self.venue_km, "venue_en": self.venue_en} if province_id == self.province_id else {}),
        )  # fmt: skip
        shift = day - self.day
        Slot.objects.bulk_create(
            Slot(
                forum=made, position=slot.position, session=slot.session,
                starts_at=slot.starts_at + shift, ends_at=slot.ends_at + shift,
            )
            for slot in self.slots.all()
        )  # fmt: skip
        Table.objects.bulk_create(
            Table(forum=made, number=table.number, zone=table.zone, accessible=table.accessible)
            for table in self.tables.all()
        )
        return made

    def room_for(self, side: str) -> bool:
        """Whether another organisation of `side` can be approved."""
        most = self.most_producers if side == "producer" else self.most_buyers
        return most is None or self.registrations.filter(state="approved", side=side).count() < most

    @transaction.atomic
    def run_late(self, position: int, minutes: int) -> int:
        """The session of slot `position` goes on `minutes` later from there; return how many slots are closed.

        Later sessions keep their time: slots that would run into the next one, or into the night, are closed.
        """
        self.lock()
        first = self.slots.get(position=position)
        rest = self.slots.filter(session=first.session, position__gte=position)
        follows = self.slots.filter(session__gt=first.session).order_by("position").first()
        midnight = datetime.combine(
            self.day + timedelta(days=1), time(0), timezone.get_current_timezone()
        )
        end = follows.starts_at if follows else midnight
        shut = 0
        for slot in rest.order_by("-position"):  # from behind: no two ever begin at once
            slot.starts_at += timedelta(minutes=minutes)
            slot.ends_at += timedelta(minutes=minutes)
            slot.closed = slot.closed or slot.ends_at > end
            shut += slot.closed
            slot.save(update_fields=["starts_at", "ends_at", "closed"])
        return shut

    # --- state changes -----------------------------------------------------------------------

    @property
    def is_over(self) -> bool:
        """Finished or archived: who came and whom they met is history now."""
        return self.state in (self.State.FINISHED, self.State.ARCHIVED)

    def slots_ahead(self) -> models.QuerySet[Slot]:
        """Those that have not begun."""
        return self.slots.filter(starts_at__gt=timezone.now())

    def published(self) -> TimetableVersion | None:
        """The timetable everybody sees, if there is one. One query."""
        return self.timetables.filter(state="published").first()

    @property
    def is_published(self) -> bool:
        """Whether people have seen a timetable of it. One query."""
        return self.timetables.exclude(state="draft").exists()

    @property
    def has_begun(self) -> bool:
        """Its meetings take place or took place, so something may have come of them."""
        return self.state in (self.State.RUNNING, self.State.FINISHED)

    def lock(self) -> Forum:
        """The fresh row, locked until the transaction ends; refused once the forum is over."""
        fresh = type(self).objects.select_for_update().get(pk=self.pk)
        if fresh.is_over:
            raise StateConflict(fresh, fresh.state)
        return fresh

    def open_registration(self) -> None:
        """Let organisations register (again)."""
        self.move(self.State.OPEN, allowed=[self.State.DRAFT, self.State.CLOSED])

    def close_registration(self) -> None:
        """Take no more registrations; timetabling begins."""
        self.move(self.State.CLOSED, allowed=[self.State.OPEN])

    def timetable_published(self) -> None:
        """The first or a further timetable version went out."""
        states = self.State
        if self.state != states.RUNNING:
            self.move(states.TIMETABLED, allowed=[states.OPEN, states.CLOSED, states.TIMETABLED])

    def start(self) -> None:
        """The day has begun."""
        self.move(self.State.RUNNING, allowed=[self.State.TIMETABLED])

    @transaction.atomic
    def finish(self) -> None:
        """The day is over; what nobody answered lapses, for it can no longer be met here."""
        self.move(self.State.FINISHED, allowed=[self.State.TIMETABLED, self.State.RUNNING])
        self.requests.filter(state="asked").update(state="expired")

    def archive(self) -> None:
        """Out of the way, still readable."""
        self.move(self.State.ARCHIVED, allowed=[self.State.DRAFT, self.State.FINISHED])


def slots_of(
    day: date, sessions: list[tuple[time, time]], minutes: int
) -> list[tuple[int, datetime, datetime]]:
    """(session number from 1, start, end) of every whole slot in each session, in time order.

    Raises ValidationError when a session ends before it begins or overlaps another.
    """
    found = []
    zone = timezone.get_current_timezone()
    last_end: datetime | None = None
    for number, (start, end) in enumerate(sessions, 1):
        moment = datetime.combine(day, start, zone)
        session_end = datetime.combine(day, end, zone)
        if session_end <= moment:
            raise ValidationError(_("A session ends before it begins."))
        if last_end and moment < last_end:
            raise ValidationError(_("Two sessions overlap."))
        last_end = session_end
        while moment + timedelta(minutes=minutes) <= session_end:
            found.append((number, moment, moment + timedelta(minutes=minutes)))
            moment += timedelta(minutes=minutes)
    return found


class Slot(models.Model):
    """One period in which every table holds at most one meeting."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="slots")
    position = models.PositiveSmallIntegerField()
    session = models.PositiveSmallIntegerField(default=1, help_text=_("1 morning, 2 afternoon"))
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    closed = models.BooleanField(default=False, help_text=_("no time is left for it"))

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "position"], name="forums_slot_position_once"),
            models.UniqueConstraint(fields=["forum", "starts_at"], name="forums_slot_start_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="forums_slot_forward"
            ),
        ]

    def __str__(self) -> str:
        return timezone.localtime(self.starts_at).strftime("%H:%M")


class Table(models.Model):
    """A numbered place in the hall where two sides sit down."""

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    zone = models.CharField(max_length=60, blank=True)
    accessible = models.BooleanField(default=False)
    lost_from = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("position of the slot from which it cannot be used")
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="forums_table_number_once")
        ]

    def __str__(self) -> str:
        return str(self.number)

    def usable_in(self, slot: Slot) -> bool:
        """Whether a meeting can be held here then."""
        return not slot.closed and (self.lost_from is None or slot.position < self.lost_from)
