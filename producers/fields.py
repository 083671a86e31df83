"""Form fields of a product that need more than one box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ovop.kernel.digits import plain_number
from producers.categories import fields_with_kinds

MOST = Decimal(10_000_000)


@dataclass(frozen=True)
class Supply:
    """An amount a month, the months (1-12) in which there is any, and where a month differs, its own.

    `own` holds twelve texts, January first; an empty one means `amount`.
    """

    amount: str = ""
    months: tuple[int, ...] = ()
    own: tuple[str, ...] = ("",) * 12


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
        own = tuple(str(data.get(f"{name}-{month}", "")).strip() for month in range(1, 13))
        return Supply(str(data.get(f"{name}-amount", "")), tuple(months), own)

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
            "months": [
                (month, month in supply.months, supply.own[month - 1]) for month in range(1, 13)
            ],
            "differs": any(supply.own),
        }


class SeasonField(forms.Field):
    """Cleans to twelve amounts, January first. A month with an amount of its own counts as tapped."""

    widget = SeasonWidget
    default_error_messages = {
        "no_month": _("Tap at least one month in which you can supply it."),
        "no_amount": _("Write how much you can supply in a month, for example 50."),
    }

    def prepare_value(self, value: Any) -> Supply:
        if value is None or isinstance(value, Supply):
            return value or Supply()
        months = tuple(n for n, amount in enumerate(value, 1) if amount > 0)
        amounts = {amount for amount in value if amount > 0}
        if len(amounts) <= 1:
            return Supply(_plain(max(value)) if months else "", months)
        return Supply("", months, tuple(_plain(amount) if amount > 0 else "" for amount in value))

    def clean(self, value: Supply) -> list[Decimal]:
        months = {month for month in value.months if 1 <= month <= 12}
        own = {month: text for month, text in enumerate(value.own, 1) if text}
        if not months and not own:
            raise ValidationError(self.error_messages["no_month"], code="no_month")
        supply = [Decimal(0)] * 12
        for month in months | own.keys():
            supply[month - 1] = self._amount(own.get(month) or value.amount, zero=month in own)
        if not any(supply):
            raise ValidationError(self.error_messages["no_month"], code="no_month")
        return supply

    def _amount(self, text: str, *, zero: bool) -> Decimal:
        """The number in `text`, above nought unless `zero` is allowed."""
        try:
            amount = Decimal(plain_number(text))
        except InvalidOperation:
            amount = Decimal(-1)
        if not amount.is_finite() or not 0 <= amount <= MOST or not (amount or zero):
            raise ValidationError(self.error_messages["no_amount"], code="no_amount")
        return amount.quantize(Decimal("0.01"))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.prepare_value(initial) != data


class CategoryWidget(forms.Widget):
    """OVOP's fields as cards that open to their kinds. With a script a box finds them by any word."""

    template_name = "producers/_category_widget.html"
    kind = "season"  # a group of boxes under one legend

    def id_for_label(self, id_: str, index: Any = None) -> str:
        return f"{id_}-find"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        fields = [
            {"category": field, "kinds": kinds, "open": any(kind.pk == value for kind in kinds)}
            for field, kinds in fields_with_kinds()
        ]
        return context | {
            "name": name,
            "id": (attrs or {}).get("id", f"id_{name}"),
            "value": value,
            "fields": fields,
        }


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
