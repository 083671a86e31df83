"""Small groups are not published: whoever knows the place would know the person. Pure: no database.

After the primary and secondary cell suppression of the statistical offices (Hundepool et al., Statistical Disclosure
Control, 2012, ch. 5): a cell that is small is left out, and then the next smallest, until what is left out together
cannot be told apart from the total: at least two cells, of at least `least` people beyond one in each.
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
    rest = sorted((key for key in present if key not in small), key=lambda key: (present[key] or 0, str(key)))  # fmt: skip
    while small and rest and (len(small) < 2 or sum(present[key] or 0 for key in small) < least + len(small)):  # fmt: skip
        small.add(rest.pop(0))
    return small
