"""Money in the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from djmoney.contrib.django_rest_framework import MoneyField
from djmoney.money import Money
from rest_framework import serializers


class PriceField(MoneyField):
    """djmoney's field, which breaks on an amount whose currency was sent empty."""

    def to_internal_value(self, data: Any) -> Any:
        value = super().to_internal_value(data)
        if not isinstance(value, Money):
            raise serializers.ValidationError(_("Name the currency of the price: KHR or USD."))
        return value


def keep_currency(
    serializer: serializers.ModelSerializer[Any], data: dict[str, Any], field: str
) -> None:
    """On a change that names an amount and no currency, the stored currency stays.

    djmoney's serializer field would fill in the default one: $5 changed to 7 became 7 riel.
    """
    amount = data.get(field)
    if serializer.instance is None or not isinstance(amount, Money):
        return
    if f"{field}_currency" not in serializer.initial_data:
        currency = getattr(serializer.instance, f"{field}_currency")
        data[field] = Money(amount.amount, currency or amount.currency)
        data.pop(f"{field}_currency", None)
