"""Forms of organisers and participants."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Role, User
from buyers.models import Need
from forums.models import Forum, Outcome, Registration
from forums.models.forums import slots_of
from ovop.kernel.digits import DigitsForm
from places.models import Province
from producers.models import Product

MAX_SLOTS = 200
TIME_INPUT = {"type": "time"}


class ForumForm(DigitsForm, forms.ModelForm):
    """A forum with the lay-out of its day and hall."""

    morning_start = forms.TimeField(label=_("Morning from"), initial=time(8, 30), required=False)
    morning_end = forms.TimeField(label=_("until"), initial=time(11, 30), required=False)
    afternoon_start = forms.TimeField(
        label=_("Afternoon from"), initial=time(14, 0), required=False
    )
    afternoon_end = forms.TimeField(label=_("until"), initial=time(16, 0), required=False)
    slot_minutes = forms.IntegerField(
        label=_("Minutes per meeting"), min_value=5, max_value=120, initial=20
    )
    table_count = forms.IntegerField(
        label=_("Tables in the hall"), min_value=1, max_value=500, initial=10
    )

    class Meta:
        model = Forum
        fields = [
            "name_km",
            "name_en",
            "province",
            "venue_km",
            "venue_en",
            "day",
            "about_km",
            "about_en",
            "booking",
            "most_producers",
            "most_buyers",
        ]
        widgets = {
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "about_km": forms.Textarea(attrs={"rows": 3}),
            "about_en": forms.Textarea(attrs={"rows": 3}),
        }

    LAYOUT = (
        "morning_start",
        "morning_end",
        "afternoon_start",
        "afternoon_end",
        "slot_minutes",
        "table_count",
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["booking"].required = False  # left out it stays as it is
        for name in self.LAYOUT[:4]:
            self.fields[name].widget = forms.TimeInput(attrs=TIME_INPUT, format="%H:%M")
        provinces = Province.objects.alphabetical()
        if user.role == Role.STAFF:
            provinces = provinces.filter(pk=user.province_id)
            self.initial.setdefault("province", user.province_id)
        self.fields["province"].queryset = provinces  # type: ignore[attr-defined]
        if self.instance.pk:
            self._read_layout()

    def _read_layout(self) -> None:
        slots = list(self.instance.slots.all())
        self.initial["table_count"] = self.instance.tables.count()
        for name in self.LAYOUT[:4]:
            self.initial[name] = None
        for session, prefix in ((1, "morning"), (2, "afternoon")):
            of_session = [slot for slot in slots if slot.session == session]
            if of_session:
                start, end = of_session[0].starts_at, of_session[-1].ends_at
                self.initial[f"{prefix}_start"] = timezone.localtime(start).time()
                self.initial[f"{prefix}_end"] = timezone.localtime(end).time()
                length = of_session[0].ends_at - of_session[0].starts_at
                self.initial["slot_minutes"] = int(length.total_seconds() // 60)

    @property
    def layout_fields(self) -> list[forms.BoundField]:
        """Bound fields of the day and the hall."""
        return [self[name] for name in self.LAYOUT]

    @property
    def about_fields(self) -> list[forms.BoundField]:
        """Bound fields of the forum itself."""
        return [self[name] for name in self.Meta.fields]

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if "day" in self.changed_data and day < timezone.localdate():
            raise ValidationError(_("That day has passed. Choose a later one."))
        return day

    def clean_booking(self) -> str:
        booking: str = self.cleaned_data["booking"] or self.instance.booking
        if (
            booking != self.initial.get("booking", booking)
            and self.instance.pk
            and self.instance.is_published
        ):
            raise ValidationError(
                _(
                    "Meetings are published already; how they get their time can no longer be changed."
                )
            )
        return booking

    def _sessions(self, cleaned: dict[str, Any]) -> list[tuple[time, time]]:
        found = []
        for prefix in ("morning", "afternoon"):
            start, end = cleaned.get(f"{prefix}_start"), cleaned.get(f"{prefix}_end")
            if bool(start) != bool(end):
                raise ValidationError(_("A session needs a beginning and an end."))
            if start and end:
                found.append((start, end))
        return found

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("day") or not cleaned.get("slot_minutes"):
            return cleaned
        cleaned["sessions"] = self._sessions(cleaned)
        if cleaned["day"].year > 2200:  # time arithmetic ends in 9999
            raise ValidationError({"day": _("That day is too far away.")})
        slots = slots_of(cleaned["day"], cleaned["sessions"], cleaned["slot_minutes"])
        if not slots:
            raise ValidationError(_("There is no time for a single meeting. Lengthen a session."))
        if len(slots) > MAX_SLOTS:
            raise ValidationError(_("That makes more than 200 slots. Make the meetings longer."))
        if self.instance.pk and self.layout_changed and self.instance.timetables.exists():
            raise ValidationError(
                _(
                    "This forum has a timetable already; its slots and tables can no longer be redrawn."
                )
            )
        return cleaned

    @property
    def layout_changed(self) -> bool:
        """Whether day, times, length or tables differ from what is stored."""
        return bool({"day", *self.LAYOUT} & set(self.changed_data))

    @transaction.atomic
    def save(self, commit: bool = True) -> Forum:
        new = self.instance.pk is None
        if new:
            self.instance.created_by = self.user
        forum = super().save(commit)
        if new or self.layout_changed:
            cleaned = self.cleaned_data
            forum.lay_out(cleaned["sessions"], cleaned["slot_minutes"], cleaned["table_count"])
        return forum


class RegistrationForm(DigitsForm, forms.ModelForm):
    """An organisation wants to come."""

    away = forms.TypedMultipleChoiceField(
        label=_("When can you not meet?"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Leave it empty if you are there all day."),
    )  # fmt: skip

    class Meta:
        model = Registration
        fields = ["delegates", "max_meetings", "away", "note"]
        help_texts = {"max_meetings": _("Leave it empty for as many as fit.")}

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slots = list(forum.slots.all())
        self.fields["away"].choices = [  # type: ignore[attr-defined]
            (slot.position, str(slot)) for slot in slots
        ]
        self.slot_count = len(slots)

    def clean_delegates(self) -> int:
        delegates: int = self.cleaned_data["delegates"]
        if not 1 <= delegates <= 20:
            raise ValidationError(_("Between 1 and 20 people can come."))
        return delegates

    def clean_away(self) -> list[int]:
        away: list[int] = sorted(self.cleaned_data["away"])
        if away and len(away) >= self.slot_count:
            raise ValidationError(
                _("Then no time is left to meet anybody. Leave at least one time free.")
            )
        return away


class OrganisedRegistrationForm(RegistrationForm):
    """The same as the organisers mend it, with what is promised."""

    class Meta(RegistrationForm.Meta):
        fields = ["delegates", "max_meetings", "min_meetings", "away", "note"]
        help_texts = RegistrationForm.Meta.help_texts | {
            "min_meetings": _(
                "So many are kept wherever any timetable can; else you are told who blocks whom."
            )
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        most, least = cleaned.get("max_meetings"), cleaned.get("min_meetings") or 0
        if most is not None and least > most:
            self.add_error("min_meetings", _("More are promised than are held at most."))
        return cleaned


class AskForm(forms.Form):
    """A few words with a request to meet, and what it is about."""

    subject = forms.ChoiceField(required=False)
    message = forms.CharField(
        label=_("Your message"), required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Say in a sentence what you hope for. The other side reads it first."),
    )  # fmt: skip

    priority = forms.TypedChoiceField(
        label=_("How much do you want this meeting?"), coerce=int, required=False, initial=2,
        choices=[(1, _("Very much")), (2, _("Gladly")), (3, _("If there is room"))],
        help_text=_("When not all meetings fit, the most wanted come first. The other side does not see it."),
    )  # fmt: skip

    def __init__(self, *args: Any, own: Any, label: Any, **kwargs: Any) -> None:
        """`own`: the asker's needs or products; `label`: what they are called in the form."""
        super().__init__(*args, **kwargs)
        self.own: dict[str, Need | Product] = {str(item.pk): item for item in own}
        subject = self.fields["subject"]
        subject.label = label
        subject.choices = [("", "—"), *((key, item.name) for key, item in self.own.items())]  # type: ignore[attr-defined]

    def clean_priority(self) -> int:
        return self.cleaned_data["priority"] or 2

    @property
    def chosen(self) -> Any:
        """The need or product chosen, or None."""
        return self.own.get(self.cleaned_data.get("subject", ""))


class OutcomeForm(DigitsForm, forms.ModelForm):
    """What came of a meeting, within a minute."""

    class Meta:
        model = Outcome
        fields = ["result", "value", "note"]
        widgets = {"result": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"value": _("For a deal or trial order: what it is worth in total.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["result"].choices = Outcome.Result.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        worth = cleaned.get("result") in (Outcome.Result.DEAL, Outcome.Result.TRIAL)
        if cleaned.get("value") is not None and not worth:
            self.add_error("value", _("Only a deal or a trial order has a value."))
        if (
            cleaned.get("result") == Outcome.Result.DEAL
            and cleaned.get("value") is None
            and "value" not in self.errors
        ):
            self.add_error("value", _("Write what the deal is worth; an estimate will do."))
        return cleaned
