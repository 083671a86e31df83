"""What came of a meeting, what became of it later, and how good the forum was."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from forums.models import DealEntry, FollowUp, ForumFeedback, Meeting, Outcome
from ovop.kernel.amounts import shown_money
from ovop.kernel.boxes import DayInput
from ovop.kernel.countries import HOME, country_choices
from ovop.kernel.digits import DigitsForm
from ovop.kernel.units import comparable, convert
from places.models import ExchangeRate
from producers.models import Product

LARGE_USD = Decimal(50_000)  # asked about once more
ABSURD_USD = Decimal(10_000_000)
TIMES_THE_LIST = 20  # so many times the listed price, or so small a part of it, is asked about
FARTHEST = timedelta(days=3 * 366)
RATINGS = [(5, "5"), (4, "4"), (3, "3"), (2, "2"), (1, "1")]


class WorthForm(DigitsForm, forms.ModelForm):
    """A form with a `value` that no village product can be absurdly above."""

    def clean_value(self) -> Money | None:
        value: Money | None = self.cleaned_data["value"]
        if value is not None and ExchangeRate.in_usd(value, timezone.localdate()) > ABSURD_USD:
            raise ValidationError(
                _now("That is more than ten million dollars. Look at the amount and the currency.")
            )
        return value


class OutcomeForm(WorthForm):
    """What came of a meeting, within a minute: the result, and then only what belongs to it."""

    rating = forms.TypedChoiceField(
        label=_("How good was the meeting?"), choices=RATINGS, coerce=int, empty_value=None,
        required=False, widget=forms.RadioSelect,
    )  # fmt: skip
    took_place = forms.BooleanField(label=_("The meeting took place all the same"), required=False)
    sure = forms.BooleanField(label=_("The amount is right"), required=False)

    class Meta:
        model = Outcome
        fields = [
            "result", "reason", "product", "quantity", "unit", "period", "value", "country", "next_step",
            "next_step_on", "note", "rating",
        ]  # fmt: skip
        widgets = {
            "result": forms.RadioSelect, "reason": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 2}),
            "next_step_on": DayInput(),
        }  # fmt: skip
        help_texts = {
            "value": _("For a deal or trial order: what it is worth in total."),
            "next_step": _("For example: send a sample, call, visit the workshop."),
        }

    def __init__(self, *args: Any, meeting: Meeting, side: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meeting, self.side = meeting, side
        fields = self.fields
        fields["result"].choices = Outcome.Result.choices  # type: ignore[attr-defined]
        fields["reason"].choices = Outcome._meta.get_field("reason").choices  # type: ignore[attr-defined]
        fields["country"] = forms.ChoiceField(
            label=_("Sold to"), choices=country_choices, required=False,
            help_text=_("The country where it is used or sold in the end."),
        )  # fmt: skip
        fields["product"].queryset = meeting.producer.products.filter(state="registered")  # type: ignore[attr-defined]
        if not self.instance.pk:
            self.initial.setdefault("product", meeting.request.product_id)
        for name in ("unit", "period"):
            fields[name].required = False
        if not self._was_missing():
            del fields["took_place"]

    def _was_missing(self) -> bool:
        """Whether one of the two was noted as missing at that time."""
        meeting = self.meeting
        return meeting.timetable.forum.registrations.filter(
            organisation__in=[meeting.producer.organisation_id, meeting.buyer.organisation_id],
            away__contains=[meeting.slot.position],
        ).exists()

    @property
    def asks_again(self) -> bool:
        """Whether the box that says the amount is right has to be shown."""
        return "sure" in self.errors or bool(self.data.get("sure"))

    def clean_unit(self) -> str:
        return self.cleaned_data["unit"] or Outcome._meta.get_field("unit").default

    def clean_period(self) -> str:
        return self.cleaned_data["period"] or Outcome._meta.get_field("period").default

    def clean_country(self) -> str:
        return self.cleaned_data["country"] or HOME

    def clean_next_step_on(self) -> Any:
        day, today = self.cleaned_data["next_step_on"], timezone.localdate()
        if day and not today - FARTHEST < day < today + FARTHEST:
            raise ValidationError(_now("Look at the year of this day."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        result = cleaned.get("result")
        if not result:
            return cleaned
        if result not in Outcome.WORTH:
            if cleaned.get("value") is not None:
                self.add_error("value", _("Only a deal or a trial order has a value."))
            cleaned["quantity"] = None
        elif result == Outcome.Result.DEAL and cleaned.get("value") is None and "value" not in self.errors:  # fmt: skip
            self.add_error("value", _("Write what the deal is worth; an estimate will do."))
        else:
            self._ask_again(cleaned)
        if result != Outcome.Result.NONE:
            cleaned["reason"] = ""
        elif not cleaned.get("reason"):
            self.add_error("reason", _("Say why not; it helps us to suggest better ones."))
        if "took_place" in self.fields and result != Outcome.Result.NOT_HELD and not cleaned.get("took_place"):  # fmt: skip
            self.add_error(
                "took_place", _("One of the two was noted as missing at that time. Did they meet?")
            )
        return cleaned

    def _ask_again(self, cleaned: dict[str, Any]) -> None:
        """An amount that is large, or far from the listed price, is asked about once more."""
        value = cleaned.get("value")
        if value is None or cleaned.get("sure"):
            return
        usd = ExchangeRate.in_usd(value, timezone.localdate())
        why = ""
        if usd > LARGE_USD:
            why = _now("That is %(usd)s. If it is right, tick the box.")
        elif _far_from_list(cleaned, usd):
            why = _now("That is far from the price on the product's page. Look at the currency; if it is right, tick the box.")  # fmt: skip
        if why:
            self.add_error("sure", why % {"usd": shown_money(Money(usd, "USD"))})


def _far_from_list(cleaned: dict[str, Any], usd: Decimal) -> bool:
    product: Product | None = cleaned.get("product")
    quantity, unit = cleaned.get("quantity"), cleaned.get("unit") or ""
    if product is None or not quantity or not product.price or not comparable(unit, product.unit):
        return False
    listed = ExchangeRate.in_usd(product.price, timezone.localdate()) * convert(quantity, unit, product.unit)  # fmt: skip
    return bool(listed) and not listed / TIMES_THE_LIST < usd < listed * TIMES_THE_LIST


class DealEntryForm(WorthForm):
    """One line of the ledger."""

    class Meta:
        model = DealEntry
        fields = ["what", "on", "value", "note"]
        widgets = {"what": forms.RadioSelect, "on": DayInput()}
        help_texts = {"value": _("Leave it empty for all of it.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["what"].choices = DealEntry.What.choices  # type: ignore[attr-defined]
        self.initial.setdefault("on", timezone.localdate())


class FollowUpForm(WorthForm):
    """What became of it."""

    class Meta:
        model = FollowUp
        fields = ["status", "value", "note"]
        widgets = {"status": forms.RadioSelect, "note": forms.Textarea(attrs={"rows": 2})}
        help_texts = {"value": _("An estimate will do. Only the two of you and the organisers see it.")}  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        status = self.fields["status"]
        status.required, status.choices = True, FollowUp.Status.choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        sold = cleaned.get("status") in (FollowUp.Status.ORDERING, FollowUp.Status.ONCE)
        if sold and cleaned.get("value") is None and "value" not in self.errors:
            self.add_error("value", _("Write what was sold; an estimate will do."))
        if not sold and cleaned.get("status"):
            cleaned["value"] = None
        return cleaned


class FeedbackForm(forms.ModelForm):
    """How good the forum was."""

    rating = forms.TypedChoiceField(
        label=_("How good was the forum?"), choices=RATINGS, coerce=int, widget=forms.RadioSelect
    )

    class Meta:
        model = ForumFeedback
        fields = ["rating", "words"]
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}
