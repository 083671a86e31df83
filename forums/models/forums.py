"""A forum: when and where, who may come, and the state it is in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from forums.models.halls import NO_GROUP, Slot, Table, TableGroup, groups_of
from forums.models.layouts import Layout
from forums.querysets import ForumQuerySet
from ovop.kernel.codes import new_code
from ovop.kernel.naming import BilingualName, in_language
from ovop.kernel.states import StateConflict, StatefulModel

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise

    from forums.models.registrations import Registration
    from forums.models.timetables import TimetableVersion

# What a forum like it in another province takes over; its dates, people and state are its own.
COPIED = (
    "name_km", "name_en", "about_km", "about_en", "languages", "booking", "most_producers", "most_buyers",
    "producer_meetings", "buyer_meetings", "producer_meetings_in_session", "buyer_meetings_in_session",
)  # fmt: skip


class Language(models.TextChoices):
    """Languages people talk in at a forum."""

    KHMER = "km", _("Khmer")
    ENGLISH = "en", _("English")
    FRENCH = "fr", _("French")
    CHINESE = "zh", _("Chinese")
    VIETNAMESE = "vi", _("Vietnamese")
    THAI = "th", _("Thai")
    KOREAN = "ko", _("Korean")
    JAPANESE = "ja", _("Japanese")


def names_of(languages: Iterable[str]) -> str:
    """Languages in a row, in the reader's language."""
    return ", ".join(str(Language(each).label) for each in languages)


def khmer_only() -> list[str]:
    return [Language.KHMER]


def _at_most(
    text: StrPromise, help_text: StrPromise | str = ""
) -> models.PositiveSmallIntegerField:
    return models.PositiveSmallIntegerField(
        text, null=True, blank=True, validators=[MinValueValidator(1)], help_text=help_text
    )


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

    OVER = (State.FINISHED, State.ARCHIVED)

    province = models.ForeignKey(
        "places.Province", models.PROTECT, related_name="forums", verbose_name=_("province")
    )
    venue_km = models.CharField(_("hall in Khmer"), max_length=200, blank=True)
    venue_en = models.CharField(_("hall in English"), max_length=200, blank=True)
    day = models.DateField(_("day"))
    last_day = models.DateField(_("last day"), blank=True)
    layout = models.JSONField(default=dict, editable=False, help_text=_("see Layout.as_json"))
    about_km = models.TextField(_("about it in Khmer"), blank=True, max_length=3000)
    about_en = models.TextField(_("about it in English"), blank=True, max_length=3000)

    class Booking(models.TextChoices):
        TIMETABLED = "timetabled", _("The organisers work out the timetable")
        BOOKED = "booked", _("People book their meetings themselves")

    booking = models.CharField(
        _("how meetings get their time"), max_length=10, choices=Booking, default=Booking.TIMETABLED,
        help_text=_("Can be changed until the first meeting is published."),
    )  # fmt: skip
    categories = models.ManyToManyField(
        "producers.Category", blank=True, related_name="+", verbose_name=_("what it is about"),
        help_text=_("Choose none when every product is welcome."),
    )  # fmt: skip
    languages = ArrayField(
        models.CharField(max_length=2, choices=Language), default=khmer_only, blank=True,
        verbose_name=_("languages spoken"),
    )  # fmt: skip
    registration_from = models.DateField(_("registration from"), null=True, blank=True)
    registration_until = models.DateField(
        _("registration until"), null=True, blank=True,
        help_text=_("That day included. Leave both empty to open and close it by hand."),
    )  # fmt: skip
    most_producers = _at_most(
        _("producers at most"),
        help_text=_("Who is approved beyond that goes on the waiting list, and moves up when a place is free."),
    )  # fmt: skip
    most_buyers = _at_most(_("buyers at most"))
    producer_meetings = _at_most(_("meetings of a producer at most"))
    buyer_meetings = _at_most(_("meetings of a buyer at most"))
    producer_meetings_in_session = _at_most(_("of a producer in one session at most"))
    buyer_meetings_in_session = _at_most(_("of a buyer in one session at most"))
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT, editable=False)
    board = models.CharField(
        max_length=8, unique=True, default=new_code, editable=False,
        help_text=_("opens the hall's screen without signing in"),
    )  # fmt: skip
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ForumQuerySet.as_manager()

    class Meta(BilingualName.Meta):
        ordering = ["-day", "-pk"]
        verbose_name = _("forum")
        verbose_name_plural = _("forums")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("day")), name="forums_forum_days_forward"
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.last_day:
            self.last_day = self.day
        super().save(*args, **kwargs)

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

    @property
    def spoken(self) -> str:
        """The languages spoken, in the reader's language."""
        return names_of(self.languages)

    @property
    def dates(self) -> str:
        """The day, or the first and the last, in the reader's language."""
        days = dict.fromkeys([self.day, self.last_day])
        return " – ".join(date_format(day, "DATE_FORMAT") for day in days)

    # --- lay-out of the days and the hall ------------------------------------------------------

    @property
    def times(self) -> Layout | None:
        """The sessions, the length of a meeting and its pause; None before the days are laid out."""
        return Layout.from_json(self.layout) if self.layout else None

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last_day - self.day).days + 1

    @transaction.atomic
    def lay_out(self, layout: Layout, tables: int | None = None) -> None:
        """Make the slots of `layout`, and so many `tables` if given.

        Who said that they are away at some hours stays away at the new slots that touch those hours, also when
        the days moved. Refused with ValidationError once a timetable exists: meetings stand on the slots.
        """
        self.lock()  # nobody books or publishes on the slots that go
        if self.timetables.exists():
            raise ValidationError(
                _(
                    "This forum has a timetable already; its days and times can no longer be redrawn."
                )
            )
        before = list(self.slots.all())
        rows = layout.slots(self.day, self.last_day)
        self.slots.all().delete()
        made = Slot.objects.bulk_create(
            Slot(
                forum=self, position=n, session=session, starts_at=start, ends_at=end,
                day=(timezone.localtime(start).date() - self.day).days + 1 if self.days > 1 else 0,
            )
            for n, (session, start, end) in enumerate(rows, 1)
        )  # fmt: skip
        self._keep_away(before, made)
        self.layout = layout.as_json()
        self.save(update_fields=["layout"])
        if tables is not None:
            self.furnish(tables)

    def _keep_away(self, before: list[Slot], after: list[Slot]) -> None:
        if not before:
            return
        moved = self.day - timezone.localtime(before[0].starts_at).date()
        for registration in self.registrations.exclude(away=[]):
            gone = [
                (slot.starts_at + moved, slot.ends_at + moved)
                for slot in before if slot.position in registration.away
            ]  # fmt: skip
            registration.away = [
                slot.position for slot in after
                if any(slot.starts_at < end and start < slot.ends_at for start, end in gone)
            ]  # fmt: skip
            registration.save(update_fields=["away"])

    @transaction.atomic
    def furnish(self, tables: int, groups: Iterable[TableGroup] = ()) -> None:
        """Have tables 1 to `tables`; those in none of `groups` belong to no zone and are ordinary.

        Raises ValidationError when a table with meetings would go.
        """
        self.lock()
        extra = self.tables.filter(number__gt=tables)
        if extra.filter(meetings__isnull=False).exists():
            raise ValidationError(
                _("Meetings stand at the tables that would go. Move those meetings first.")
            )
        extra.delete()
        kept = {table.number: table for table in self.tables.all()}
        group_of = {number: group for group in groups for number in group.numbers}
        for number in range(1, tables + 1):
            table = kept.get(number) or Table(forum=self, number=number)
            group = group_of.get(number, NO_GROUP)
            table.zone, table.accessible = group.zone, group.accessible
            table.interpreter = group.interpreter
            kept[number] = table
        Table.objects.bulk_create([table for table in kept.values() if table.pk is None])
        Table.objects.bulk_update(
            [table for table in kept.values() if table.pk], ["zone", "accessible", "interpreter"]
        )

    @transaction.atomic
    def copy_to(self, province_id: str, day: date, user: User) -> Forum:
        """A draft with everything but the people: texts, theme, places, questions, the same hours, the tables."""
        made = Forum.objects.create(
            province_id=province_id, day=day, last_day=day + (self.last_day - self.day), created_by=user,
            **{name: getattr(self, name) for name in COPIED},
            **({"venue_km": self.venue_km, "venue_en": self.venue_en} if province_id == self.province_id else {}),
        )  # fmt: skip
        made.categories.set(self.categories.all())
        if self.times:
            made.lay_out(self.times)
        made.furnish(self.tables.count(), groups_of(self.tables.all()))
        for rows in (self.hosts, self.questions, self.quotas.filter(district=None)):
            for row in rows.all():
                row.pk, row.forum = None, made
                row.save()
        return made

    def meetings_of(self, side: str) -> tuple[int | None, int | None]:
        """How many meetings one of `side` holds at most: in all, and in one session."""
        if side == "producer":
            return self.producer_meetings, self.producer_meetings_in_session
        return self.buyer_meetings, self.buyer_meetings_in_session

    @property
    def takes_registrations(self) -> bool:
        """Whether organisations can register today."""
        today = timezone.localdate()
        return (
            self.state == self.State.OPEN
            and (self.registration_from is None or self.registration_from <= today)
            and (self.registration_until is None or today <= self.registration_until)
        )

    # --- state changes -----------------------------------------------------------------------
    # Each raises StateConflict from any state but those it names.

    @property
    def is_over(self) -> bool:
        """Finished or archived: who came and whom they met is history now."""
        return self.state in self.OVER

    def coming(self) -> models.QuerySet[Registration]:
        """The registrations that have a place."""
        return self.registrations.filter(state="approved")

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
        went_by = self.state == self.State.ARCHIVED and self.is_published  # a draft is archived too
        return went_by or self.state in (self.State.RUNNING, self.State.FINISHED)

    @property
    def may_begin(self) -> bool:
        """Its timetable is published, or its people have booked meetings themselves. One query at most."""
        if self.booking == self.Booking.BOOKED and self.state in (
            self.State.OPEN,
            self.State.CLOSED,
        ):
            return self.published() is not None
        return self.state == self.State.TIMETABLED

    @property
    def _ready(self) -> list[str]:
        booked = [self.State.OPEN, self.State.CLOSED] if self.may_begin else []
        return [self.State.TIMETABLED, *booked]

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
        """The day has begun. Raises StateConflict when nobody is to meet anybody yet."""
        self.move(self.State.RUNNING, allowed=self._ready)

    @transaction.atomic
    def finish(self) -> None:
        """The day is over; what nobody answered lapses, for it can no longer be met here."""
        self.move(self.State.FINISHED, allowed=[*self._ready, self.State.RUNNING])
        self.requests.filter(state="asked").update(state="expired")

    def archive(self) -> None:
        """Out of the way, still readable."""
        self.move(self.State.ARCHIVED, allowed=[self.State.DRAFT, self.State.FINISHED])
