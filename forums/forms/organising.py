"""A forum, step by step: what it is, its days and times, the hall, who comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import inlineformset_factory
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from forums.forms.halls import MOST_TABLES, SPARE_ROWS, HallRows
from forums.models import Forum, Host, Language, Layout, Question, Quota, Session, Side
from ovop.kernel.boxes import DayInput
from ovop.kernel.digits import DigitsForm
from places.models import District, Province
from producers.models import Category

MAX_SLOTS, MAX_DAYS, LAST_YEAR = 200, 7, 2200  # time arithmetic ends in 9999


class StepForm(DigitsForm, forms.ModelForm):
    """One step. `rows` are its formsets by name; form and rows are valid, and saved, together."""

    title: ClassVar[Any] = ""
    row_makers: ClassVar[dict[str, Callable[..., Any]]] = {}

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    @cached_property
    def rows(self) -> dict[str, Any]:
        """The formsets by name, bound to what was sent."""
        data = self.data if self.is_bound else None
        return {
            name: make(data, instance=self.instance, prefix=name)
            for name, make in self.row_makers.items()
        }

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(rows.is_valid() for rows in self.rows.values())])

    @transaction.atomic
    def save(self, commit: bool = True) -> Forum:
        forum = super().save(commit)
        for rows in self.rows.values():
            rows.instance = forum
            rows.save()
        return forum


HostRows = inlineformset_factory(
    Forum, Host, fields=["name_km", "name_en", "part"], extra=SPARE_ROWS
)


class AboutForm(StepForm):
    """Name, place, days, theme, and who holds it."""

    title = _("The forum")
    row_makers: ClassVar = {"hosts": HostRows}
    last_day = forms.DateField(
        label=_("Last day"), required=False, help_text=_("Only when it lasts more than one day."),
        widget=DayInput(),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"), required=False, choices=Language.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip

    class Meta:
        model = Forum
        fields = [
            "name_km", "name_en", "province", "venue_km", "venue_en", "day", "last_day", "about_km",
            "about_en", "categories", "languages",
        ]  # fmt: skip
        widgets = {
            "day": DayInput(),
            "about_km": forms.Textarea(attrs={"rows": 3}),
            "about_en": forms.Textarea(attrs={"rows": 3}),
            "categories": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        provinces = Province.objects.alphabetical()
        if self.user.role != Role.NATIONAL:
            own = self.instance.province_id if self.instance.pk else self.user.province_id
            provinces = provinces.filter(pk=own)
            self.initial.setdefault("province", own)
        self.fields["province"].queryset = provinces  # type: ignore[attr-defined]
        self.fields["categories"].queryset = Category.objects.filter(parent=None)  # type: ignore[attr-defined]
        if self.instance.pk and self.instance.days == 1:
            self.initial["last_day"] = None

    @property
    def named_fields(self) -> list[forms.BoundField]:
        """Bound fields of name, place and day, two in a row."""
        return [self[name] for name in self.Meta.fields[:7]]

    @property
    def text_fields(self) -> list[forms.BoundField]:
        """Bound fields of the description."""
        return [self["about_km"], self["about_en"]]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if "day" in self.changed_data and day < timezone.localdate():
            raise ValidationError(_("That day has passed. Choose a later one."))
        if day.year > LAST_YEAR:
            raise ValidationError(_("That day is too far away."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day = cleaned.get("day")
        if day is None:
            return cleaned
        last = cleaned.get("last_day") or day
        cleaned["last_day"] = last
        if last < day:
            self.add_error("last_day", _("The last day comes before the first."))
        elif (last - day).days >= MAX_DAYS:
            self.add_error("last_day", _("A forum lasts seven days at most."))
        elif self._moved(day, last) and self.instance.timetables.exists():
            self.add_error(
                "day", _("This forum has a timetable already; its days and times can no longer be redrawn.")
            )  # fmt: skip
        return cleaned

    def _moved(self, day: Any, last: Any) -> bool:
        return bool(self.instance.pk) and (
            day != self.initial.get("day") or last != self._last_before
        )

    @cached_property
    def _last_before(self) -> Any:
        return Forum.objects.values_list("last_day", flat=True).get(pk=self.instance.pk)

    @transaction.atomic
    def save(self, commit: bool = True) -> Forum:
        new = self.instance.pk is None
        if new:
            self.instance.created_by = self.user
        moved = not new and self._moved(self.cleaned_data["day"], self.cleaned_data["last_day"])
        forum = super().save(commit)
        if new:
            forum.furnish(FIRST_TABLES)
        if new or (moved and forum.times):
            forum.lay_out(forum.times or FIRST_TIMES)
        return forum


FIRST_TIMES = Layout((Session(time(8, 30), time(11, 30)), Session(time(14), time(16))), 20)
FIRST_TABLES = 10


def _clock(label: Any, first: time | None = None) -> forms.TimeField:
    return forms.TimeField(
        label=label, required=False, initial=first,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )  # fmt: skip


class TimesForm(StepForm):
    """The sessions of every day, and how long a meeting is."""

    title = _("Days and times")
    HALVES = ("morning", "afternoon")

    morning_start = _clock(_("Morning from"))
    morning_end = _clock(_("until"))
    morning_pause_start = _clock(_("Coffee break from"))
    morning_pause_end = _clock(_("until"))
    afternoon_start = _clock(_("Afternoon from"))
    afternoon_end = _clock(_("until"))
    afternoon_pause_start = _clock(_("Coffee break from"))
    afternoon_pause_end = _clock(_("until"))
    slot_minutes = forms.IntegerField(label=_("Minutes per meeting"), min_value=5, max_value=120)
    changeover = forms.IntegerField(
        label=_("Minutes to change tables"), min_value=0, max_value=60, required=False, initial=0
    )

    class Meta:
        model = Forum
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        times = self.instance.times or FIRST_TIMES
        self.initial.update(slot_minutes=times.minutes, changeover=times.changeover)
        for n, session in enumerate(times.sessions[:2]):
            half = self.HALVES[n if len(times.sessions) > 1 else session.start >= time(12)]
            known = {"start": session.start, "end": session.end}
            if session.pause:
                known |= {"pause_start": session.pause[0], "pause_end": session.pause[1]}
            self.initial.update({f"{half}_{name}": moment for name, moment in known.items()})

    @property
    def halves(self) -> list[list[forms.BoundField]]:
        """Bound fields of the morning and of the afternoon."""
        names = ("start", "end", "pause_start", "pause_end")
        return [[self[f"{half}_{name}"] for name in names] for half in self.HALVES]

    def _span(self, cleaned: dict[str, Any], name: str, sentence: Any) -> tuple[time, time] | None:
        start, end = cleaned.get(f"{name}_start"), cleaned.get(f"{name}_end")
        if bool(start) != bool(end):
            raise ValidationError(sentence)
        return (start, end) if start and end else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("slot_minutes"):
            return cleaned
        sessions = []
        for half in self.HALVES:
            span = self._span(cleaned, half, _("A session needs a beginning and an end."))
            pause = self._span(cleaned, f"{half}_pause", _("A break needs a beginning and an end."))
            if span:
                sessions.append(Session(*span, pause))
        layout = Layout(tuple(sessions), cleaned["slot_minutes"], cleaned.get("changeover") or 0)
        slots = layout.slots(self.instance.day, self.instance.last_day)
        if not slots:
            raise ValidationError(_("There is no time for a single meeting. Lengthen a session."))
        if len(slots) > MAX_SLOTS:
            raise ValidationError(_("That makes more than 200 slots. Make the meetings longer."))
        self.changed = layout != self.instance.times
        if self.changed and self.instance.timetables.exists():
            raise ValidationError(
                _(
                    "This forum has a timetable already; its days and times can no longer be redrawn."
                )
            )
        cleaned["layout"] = layout
        return cleaned

    @transaction.atomic
    def save(self, commit: bool = True) -> Forum:
        if self.changed:
            self.instance.lay_out(self.cleaned_data["layout"])
        return self.instance


class HallForm(StepForm):
    """The tables, and those that are special."""

    title = _("The hall")
    row_makers: ClassVar = {"groups": HallRows}
    table_count = forms.IntegerField(
        label=_("Tables in the hall"), min_value=1, max_value=MOST_TABLES
    )

    class Meta:
        model = Forum
        fields: ClassVar[list[str]] = []

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["table_count"] = self.instance.tables.count() or FIRST_TABLES

    def is_valid(self) -> bool:
        return super().is_valid() and self.rows["groups"].fits(self.cleaned_data["table_count"])

    @transaction.atomic
    def save(self, commit: bool = True) -> Forum:
        self.instance.furnish(self.cleaned_data["table_count"], self.rows["groups"].groups)
        return self.instance


class QuestionRows(
    inlineformset_factory(  # type: ignore[misc]
        Forum, Question, fields=["name_km", "name_en", "kind", "side", "required"], extra=SPARE_ROWS,
        labels={"name_km": _("Question in Khmer"), "name_en": _("Question in English")},
    )
):  # fmt: skip
    """What the organisers want to know, of one side or of both."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """No side chosen means both."""
        super().add_fields(form, index)
        form.fields["side"].choices = [("", _("Both sides")), *Side.choices]  # type: ignore[attr-defined]


class QuotaRows(
    inlineformset_factory(Forum, Quota, fields=["category", "district", "most"], extra=SPARE_ROWS)  # type: ignore[misc]
):
    """Places for a field of products or a district of the forum's province."""

    def add_fields(self, form: forms.ModelForm, index: int | None) -> None:
        """Fields of products, and the province's districts, to choose from."""
        super().add_fields(form, index)
        form.fields["category"].queryset = Category.objects.filter(parent=None)  # type: ignore[attr-defined]
        districts = District.objects.filter(province_id=self.instance.province_id)
        form.fields["district"].queryset = districts  # type: ignore[attr-defined]

    def clean(self) -> None:
        """No two rows for one thing; Django's own look leaves out those with an empty part."""
        super().clean()
        seen: set[Any] = set()
        for form in self.forms:
            row = getattr(form, "cleaned_data", {})
            thing = row.get("category") or row.get("district")
            if thing is None or row.get("DELETE"):
                continue
            if thing in seen:
                form.add_error("most", _("There is a row for this already."))
            seen.add(thing)


class PeopleForm(StepForm):
    """Who may come: places, how many meetings each, when to register, what else is asked."""

    title = _("Who comes")
    row_makers: ClassVar = {"quotas": QuotaRows, "questions": QuestionRows}

    class Meta:
        model = Forum
        fields = [
            "booking", "registration_from", "registration_until", "most_producers", "most_buyers",
            "producer_meetings", "buyer_meetings", "producer_meetings_in_session",
            "buyer_meetings_in_session",
        ]  # fmt: skip
        widgets = {name: DayInput() for name in ("registration_from", "registration_until")} | {
            "booking": forms.RadioSelect
        }

    @property
    def registration_fields(self) -> list[forms.BoundField]:
        """Bound fields of the window and the places."""
        return [self[name] for name in self.Meta.fields[1:5]]

    @property
    def meeting_fields(self) -> list[forms.BoundField]:
        """Bound fields of how many meetings one holds."""
        return [self[name] for name in self.Meta.fields[5:]]

    def clean_booking(self) -> str:
        booking: str = self.cleaned_data["booking"]
        if booking != self.initial.get("booking", booking) and self.instance.is_published:
            raise ValidationError(
                _(
                    "Meetings are published already; how they get their time can no longer be changed."
                )
            )
        return booking

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        start, end = cleaned.get("registration_from"), cleaned.get("registration_until")
        if start and end and end < start:
            self.add_error("registration_until", _("Registration would end before it begins."))
        if end and end > self.instance.last_day:
            self.add_error("registration_until", _("The forum is over by then."))
        return cleaned


STEPS: dict[str, type[StepForm]] = {
    "about": AboutForm, "times": TimesForm, "hall": HallForm, "people": PeopleForm,
}  # fmt: skip
