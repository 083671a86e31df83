"""An organisation registers, or the organisers write it down for one that came on paper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.models import Forum, Language, Question, Registration
from ovop.kernel.digits import DigitsForm, DigitsInput

ANSWER_LENGTH = 300
YES_NO = [("", "—"), ("yes", _("Yes")), ("no", _("No"))]


def question_name(question: Question) -> str:
    """The form's field for the answer to `question`."""
    return f"question-{question.pk}"


class RegistrationForm(DigitsForm, forms.ModelForm):
    """An organisation of `side` wants to come; the organisers' own questions come last."""

    away = forms.TypedMultipleChoiceField(
        label=_("When can you not meet?"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Leave it empty if you are there all the time."),
    )  # fmt: skip
    languages = forms.MultipleChoiceField(
        label=_("Languages you can talk in"), required=False, choices=Language.choices,
        widget=forms.CheckboxSelectMultiple, help_text=_("Two who share none are seated where an interpreter is."),
    )  # fmt: skip

    class Meta:
        model = Registration
        fields = [
            "delegates", "seats", "max_meetings", "away", "languages", "accessible", "transport", "note",
        ]  # fmt: skip
        help_texts = {"max_meetings": _("Leave it empty for as many as fit.")}

    def __init__(self, *args: Any, forum: Forum, side: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        slots = list(forum.slots.all())
        self.fields["away"].choices = [  # type: ignore[attr-defined]
            (slot.position, str(slot)) for slot in slots
        ]
        self.slot_count = len(slots)
        self.fields["seats"].required = False  # left out: one
        spoken = [*forum.languages, *self.instance.languages]
        if len(set(spoken)) > 1:
            labels = dict(Language.choices)
            self.fields["languages"].choices = [  # type: ignore[attr-defined]
                (each, labels[each]) for each in dict.fromkeys(spoken)
            ]
        else:
            del self.fields["languages"]  # nothing to choose, and nobody needs an interpreter
        side = side or self.instance.side
        self.questions = list(forum.questions.filter(Q(side="") | Q(side=side)))
        for question in self.questions:
            self.fields[question_name(question)] = self._answer_field(question)
            self.initial[question_name(question)] = self.instance.answers.get(str(question.pk), "")

    @staticmethod
    def _answer_field(question: Question) -> forms.Field:
        common: dict[str, Any] = {"label": question.name, "required": question.required}
        if question.kind == Question.Kind.YES_NO:
            return forms.ChoiceField(choices=YES_NO, **common)
        if question.kind == Question.Kind.NUMBER:
            box = DigitsInput({"inputmode": "numeric", "autocomplete": "off"})
            return forms.IntegerField(min_value=0, max_value=10**9, widget=box, **common)
        return forms.CharField(max_length=ANSWER_LENGTH, **common)

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """Bound fields that everybody fills in: who comes, when, and the organisers' questions."""
        names = [question_name(question) for question in self.questions]
        shown = ["delegates", "away", "languages", *names]
        return [self[name] for name in shown if name in self.fields]

    @property
    def more_fields(self) -> list[forms.BoundField]:
        """The rest, for those who need it."""
        first = {field.name for field in self.first_fields}
        return [field for field in self.visible_fields() if field.name not in first]

    def clean_delegates(self) -> int:
        delegates: int = self.cleaned_data["delegates"]
        if not 1 <= delegates <= 20:
            raise ValidationError(_("Between 1 and 20 people can come."))
        return delegates

    def clean_seats(self) -> int:
        return self.cleaned_data["seats"] or 1

    def clean_away(self) -> list[int]:
        away: list[int] = sorted(self.cleaned_data["away"])
        if away and len(away) >= self.slot_count:
            raise ValidationError(
                _("Then no time is left to meet anybody. Leave at least one time free.")
            )
        return away

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        delegates, seats = cleaned.get("delegates"), cleaned.get("seats")
        if delegates and seats and seats > delegates:
            self.add_error(
                "seats",
                _("Each meeting needs one of you; fewer people come than meetings at once."),
            )
        return cleaned

    def save(self, commit: bool = True) -> Registration:
        answers = {
            str(question.pk): str(given)
            for question in self.questions
            if (given := self.cleaned_data.get(question_name(question))) not in (None, "")
        }
        asked = {str(question.pk) for question in self.questions}
        kept = {key: each for key, each in self.instance.answers.items() if key not in asked}
        self.instance.answers = kept | answers
        return super().save(commit)


class OrganisedRegistrationForm(RegistrationForm):
    """The same as the organisers mend it, with what is promised and where it sits."""

    zone = forms.ChoiceField(
        label=_("Seated in zone"), required=False,
        help_text=_("A producer's zone comes before a buyer's, who walks there."),
    )  # fmt: skip

    class Meta(RegistrationForm.Meta):
        fields = [
            "delegates", "seats", "max_meetings", "min_meetings", "away", "languages", "accessible", "zone",
            "transport", "note",
        ]  # fmt: skip
        help_texts = RegistrationForm.Meta.help_texts | {
            "min_meetings": _(
                "So many are kept wherever any timetable can; else you are told who blocks whom."
            )
        }

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, forum=forum, **kwargs)
        zones = forum.tables.exclude(zone="").order_by("zone").values_list("zone", flat=True)
        names = dict.fromkeys([*zones.distinct(), *filter(None, [self.instance.zone])])
        if names:
            self.fields["zone"].choices = [("", "—"), *((name, name) for name in names)]  # type: ignore[attr-defined]
        else:
            del self.fields["zone"]
        for question in self.questions:  # staff write down what they know
            self.fields[question_name(question)].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        most, least = cleaned.get("max_meetings"), cleaned.get("min_meetings") or 0
        if most is not None and least > most:
            self.add_error("min_meetings", _("More are promised than are held at most."))
        return cleaned
