"""Supply by month, as the database sees it."""

import operator
from functools import reduce
from typing import Any

from django.db import models

MONTHS = 12


def months_with_supply() -> Any:
    """A number with a bit for each month of `monthly_supply` that holds anything, January the lowest."""
    return reduce(
        operator.add,
        (
            models.Case(
                models.When(**{f"monthly_supply__{month}__gt": 0}, then=1 << month), default=0
            )
            for month in range(MONTHS)
        ),
    )
