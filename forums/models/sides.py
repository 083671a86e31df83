"""The two sides of a forum."""

from collections.abc import Container
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Side(models.TextChoices):
    """The two sides of every meeting."""

    PRODUCER = "producer", _("Producer")
    BUYER = "buyer", _("Buyer")


def sides_of(row: Any, organisations: Container[int]) -> list[str]:
    """On which sides of `row`, which has a producer and a buyer, `organisations` (their keys) are."""
    return [
        side.value for side in Side if getattr(row, side.value).organisation_id in organisations
    ]
