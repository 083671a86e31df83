"""Versions of a forum's timetable: at most one draft and one published at a time."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.models import User
from forums.models.forums import Forum
from ovop.kernel.states import StatefulModel


class TimetableVersion(StatefulModel):
    """One version: draft -> published -> superseded; a replaced draft is discarded.

    `value` is the weight of the requests placed, `bound` the proven most any timetable can place.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        SUPERSEDED = "superseded", _("Replaced")

    MOVED = ("state", "published_at")

    forum = models.ForeignKey(Forum, models.CASCADE, related_name="timetables")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    value = models.PositiveIntegerField(default=0)
    bound = models.PositiveIntegerField(default=0)
    requested = models.PositiveIntegerField(default=0)
    unplaced = models.JSONField(
        default=list, help_text=_("requests without a place, each with its reason")
    )
    shortfalls = models.JSONField(
        default=list, help_text=_("sentences: who gets fewer meetings than promised")
    )
    breaks = models.PositiveIntegerField(default=0, help_text=_("idle gaps of everybody"))
    breaks_bound = models.PositiveIntegerField(
        default=0, help_text=_("proven fewest gaps of these meetings")
    )
    table_moves = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    published_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "number"], name="forums_timetable_number_once"
            ),
            models.UniqueConstraint(
                fields=["forum"],
                condition=models.Q(state="published"),
                name="forums_timetable_one_published",
            ),
            models.UniqueConstraint(
                fields=["forum"],
                condition=models.Q(state="draft"),
                name="forums_timetable_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.forum} #{self.number}"

    @classmethod
    @transaction.atomic
    def new_draft(cls, forum: Forum, user: User | None) -> TimetableVersion:
        """An empty draft with the next number; replaces a draft that was never published.

        The row lock on the forum makes parallel calls queue.
        """
        Forum.objects.select_for_update().get(pk=forum.pk)
        last = cls.objects.filter(forum=forum).aggregate(last=Max("number"))["last"] or 0
        cls.objects.filter(forum=forum, state=cls.State.DRAFT).delete()
        return cls.objects.create(forum=forum, number=last + 1, created_by=user)

    @classmethod
    @transaction.atomic
    def draft_like(cls, version: TimetableVersion, user: User | None) -> TimetableVersion:
        """A draft with the meetings of `version`, to be changed; replaces a draft that was never published."""
        from forums.models.meetings import Meeting

        rows = list(version.meetings.all())
        draft = cls.new_draft(version.forum, user)
        for name in (
            "value",
            "bound",
            "requested",
            "unplaced",
            "shortfalls",
            "breaks",
            "breaks_bound",
            "table_moves",
        ):
            setattr(draft, name, getattr(version, name))
        draft.save()
        for row in rows:
            row.pk, row.timetable = None, draft
        Meeting.objects.bulk_create(rows)
        return draft

    @transaction.atomic
    def publish(self) -> None:
        """Make this the timetable everybody sees; the one before is kept as superseded.

        Raises ValidationError when it is empty, or when one of its meetings no longer holds because
        somebody withdrew since. Outcomes already recorded stay with the version they were recorded
        on, so publishing is refused by StateConflict once the forum has finished.
        """
        forum = Forum.objects.select_for_update().get(pk=self.forum_id)
        if not self.meetings.exists():
            raise ValidationError(_("There is no meeting in this timetable yet."))
        if gone := self.meetings.count() - self.meetings.still_agreed().count():
            raise ValidationError(
                ngettext(
                    "%(n)s meeting of this draft was called off since. Work out a new draft.",
                    "%(n)s meetings of this draft were called off since. Work out a new draft.",
                    gone,
                )
                % {"n": gone}
            )
        if booked := self._booked_since(forum):
            raise ValidationError(
                ngettext(
                    "%(n)s meeting was booked since this draft was made. Work out a new draft; it keeps them.",
                    "%(n)s meetings were booked since this draft was made. Work out a new draft; it keeps them.",
                    booked,
                )
                % {"n": booked}
            )
        forum.timetable_published()
        type(self).objects.filter(forum=forum, state=self.State.PUBLISHED).update(
            state=self.State.SUPERSEDED
        )
        self.move(self.State.PUBLISHED, allowed=[self.State.DRAFT], published_at=timezone.now())
        self.forum = forum

    def _booked_since(self, forum: Forum) -> int:
        """Meetings people booked themselves that this draft lacks, and that nobody took off it by hand."""
        if forum.booking != forum.Booking.BOOKED:
            return 0
        published = forum.published()
        if published is None:
            return 0
        known = [
            *self.meetings.values_list("request", flat=True),
            *self.edits.values_list("request", flat=True),
        ]
        rows = published.meetings.filter(locked=True, request__state="accepted")
        return rows.exclude(request__in=known).count()


class TimetableEdit(models.Model):
    """One change made by hand to a draft, so that it can be read and taken back.

    A place is (slot, table); both empty means that the meeting was not in the timetable.
    """

    timetable = models.ForeignKey(TimetableVersion, models.CASCADE, related_name="edits")
    request = models.ForeignKey("forums.MeetingRequest", models.CASCADE, related_name="+")
    slot_before = models.ForeignKey("forums.Slot", models.CASCADE, null=True, related_name="+")
    table_before = models.ForeignKey("forums.Table", models.CASCADE, null=True, related_name="+")
    slot_after = models.ForeignKey("forums.Slot", models.CASCADE, null=True, related_name="+")
    table_after = models.ForeignKey("forums.Table", models.CASCADE, null=True, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.timetable}: {self.request}"
