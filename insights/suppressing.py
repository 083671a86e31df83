"""Small groups are not published: whoever knows the place would know the person. Pure: no database.

After the primary and secondary cell suppression of the statistical offices (Hundepool et al., Statistical Disclosure
Control, 2012, ch. 5): a cell that is small is left out, and where only one was, the next smallest too, since it would
follow from the total.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import TypeVar

LEAST = 5
K = TypeVar("K", bound=Hashable)


def hidden(counts: Mapping[K, Decimal | int | None], least: int = LEAST) -> set[K]:
    """The keys of `counts` (people in each group) that must not be published, when their total is."""
    present = {key: count for key, count in counts.items() if count}
    small = {key for key, count in present.items() if count < least}
    if len(small) == 1:
        rest = sorted((key for key in present if key not in small), key=lambda key: (present[key] or 0, str(key)))  # fmt: skip
        small |= set(rest[:1])
    return small
