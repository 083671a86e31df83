"""Targets, the exchange rate, and the yearly question on livelihoods."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from insights.indicators import INDICATORS
from insights.models import LivelihoodAnswer, Target
from ovop.kernel.boxes import DayInput
from ovop.kernel.digits import DigitsForm, DigitsInput
from places.models import ExchangeRate
from producers.models import Producer

MOST = Decimal(10) ** 15
LOWEST_RATE, HIGHEST_RATE = (
    1000,
    20000,
)  # riel for a dollar; what lies outside is a slip of the finger


class TargetsForm(DigitsForm, forms.Form):
    """One box for each indicator; an empty one has no target."""

    def __init__(self, *args: Any, year: int, province: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.province = year, province or None
        rows = Target.objects.filter(year=year, province=self.province)
        known = dict(rows.values_list("indicator", "value"))
        for indicator in INDICATORS:
            self.fields[indicator.code] = forms.DecimalField(
                label=indicator.name, required=False, min_value=0, max_value=MOST, max_digits=18, decimal_places=2,
                widget=DigitsInput({"inputmode": "decimal", "autocomplete": "off"}), help_text=indicator.formula,
                initial=known.get(indicator.code),
            )  # fmt: skip

    def save(self, user: Any) -> None:
        """Keep what was written; an emptied box takes its target away."""
        for code, value in self.cleaned_data.items():
            place: dict[str, Any] = {
                "indicator": code,
                "year": self.year,
                "province_id": self.province,
            }
            if value is None:
                Target.objects.filter(**place).delete()
            else:
                Target.objects.update_or_create(**place, defaults={"value": value, "set_by": user})


class RateForm(DigitsForm, forms.ModelForm):
    """The rate of a day; one that was entered for the day before is replaced."""

    class Meta:
        model = ExchangeRate
        fields = ["on", "khr_per_usd"]
        widgets = {"on": DayInput()}
        labels = {"khr_per_usd": _("Riel for one dollar")}
        help_texts = {
            "khr_per_usd": _("As the National Bank of Cambodia published it, for example 4,012.")
        }

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError(
                _("That day is still to come. Enter the rate of a day that has begun.")
            )
        return day

    def clean_khr_per_usd(self) -> Decimal:
        rate: Decimal = self.cleaned_data["khr_per_usd"]
        if not LOWEST_RATE <= rate <= HIGHEST_RATE:
            raise forms.ValidationError(
                _("A dollar has been worth about 4,000 riel for many years. Please look again.")
            )
        return rate

    def validate_unique(self) -> None:
        """A second rate of a day takes the place of the first."""


class LivelihoodForm(DigitsForm, forms.ModelForm):
    """Consent first; without it nothing else is kept."""

    consent = forms.TypedChoiceField(
        label=_("May we count your answers, without your name?"), coerce=lambda value: value == "yes",
        choices=[("yes", _("Yes, count them")), ("no", _("No, do not keep them"))], widget=forms.RadioSelect,
    )  # fmt: skip
    ANSWERS = ("income_before", "income_now", "jobs_before", "jobs_now", "migration")

    class Meta:
        model = LivelihoodAnswer
        fields = ["consent", "income_before", "income_now", "jobs_before", "jobs_now", "migration"]
        widgets = {"migration": forms.RadioSelect}

    def __init__(self, *args: Any, producer: Producer, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.producer, self.instance.year = producer, year
        self.initial["consent"] = "yes" if self.instance.pk and self.instance.consent else "no" if self.instance.pk else ""  # fmt: skip
        self.fields["migration"].choices = LivelihoodAnswer.Migration.choices  # type: ignore[attr-defined]
        self.fields["migration"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("consent") is False:
            cleaned |= {name: "" if name == "migration" else None for name in self.ANSWERS}
        elif cleaned.get("consent") and not self.errors and not any(cleaned.get(name) not in (None, "") for name in self.ANSWERS):  # fmt: skip
            self.add_error(None, _("Answer at least one question; leave out what you do not want to say."))  # fmt: skip
        return cleaned
