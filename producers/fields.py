"""Form fields of a product that need more than one box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ovop.text import latin_digits

MOST = Decimal(10_000_000)


@dataclass(frozen=True)
class Supply:
    """An amount a month and the months (1-12) in which there is any."""

    amount: str = ""
    months: tuple[int, ...] = ()


class SeasonWidget(forms.Widget):
    """A box for the amount and a bar of twelve months to tap."""

    template_name = "producers/_season_widget.html"
    kind = "season"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Supply:
        getlist = getattr(data, "getlist", lambda key: data.get(key, []))
        months = [
            int(month)
            for month in getlist(f"{name}-months")
            if str(month).isdecimal() and len(str(month)) < 3
        ]
        return Supply(str(data.get(f"{name}-amount", "")), tuple(months))

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return f"{name}-amount" not in data

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}-amount"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        supply = value if isinstance(value, Supply) else Supply()
        return context | {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "amount": supply.amount,
            "months": [(month, month in supply.months) for month in range(1, 13)],
        }


class SeasonField(forms.Field):
    """Cleans to twelve amounts, January first.

    A listing whose months differ keeps its amounts as long as the box still shows their highest.
    """

    widget = SeasonWidget
    default_error_messages = {
        "no_month": _("Tap at least one month in which you can supply it."),
        "no_amount": _("Write how much you can supply in a month, for example 50."),
    }

    def prepare_value(self, value: Any) -> Supply:
        if value is None or isinstance(value, Supply):
            return value or Supply()
        months = tuple(n for n, amount in enumerate(value, 1) if amount > 0)
        return Supply(_plain(max(value)) if months else "", months)

    def clean(self, value: Supply) -> list[Decimal]:
        try:
            amount = Decimal(latin_digits(value.amount).replace(",", "").strip())
        except InvalidOperation:
            amount = Decimal(0)
        if not amount.is_finite() or not 0 < amount <= MOST:
            raise ValidationError(self.error_messages["no_amount"], code="no_amount")
        months = {month for month in value.months if 1 <= month <= 12}
        if not months:
            raise ValidationError(self.error_messages["no_month"], code="no_month")
        amount = amount.quantize(Decimal("0.01"))
        before: list[Decimal] = self.initial or []
        unchanged = bool(before) and max(before) == amount
        return [
            (before[m - 1] if unchanged and before[m - 1] > 0 else amount)
            if m in months
            else Decimal(0)
            for m in range(1, 13)
        ]


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
