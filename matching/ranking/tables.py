"""What is scored: needs and (need, product) pairs as numpy columns.

Amounts come in base units (kg, l, piece, m) per month, prices in dollars per base unit, distances in
kilometres, certificates as bits of one integer.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Needs:
    """n needs. `months` (n, 12) bool: wanted; `ceiling` (n,) nan where any price will do; `wished` (n,)
    bits; `reliability` (n,) of the buyer, in [0, 1]."""

    ids: Integers
    quantity: Floats
    months: NDArray[np.bool_]
    ceiling: Floats
    wished: Integers
    reliability: Floats

    def __len__(self) -> int:
        return len(self.ids)


@dataclass(frozen=True)
class Pairs:
    """m candidates of the needs of one batch.

    `need` (m,) position in Needs, ascending; `relevance` (m,) of the text, in [0, 1]; `category` (m,) 1
    same, 0.5 same field or unknown, 0 other; `supply` (m, 12); `held` (m,) bits of certificates;
    `origin` (m,) 1 from where the buyer prefers it or nothing is preferred, 0.5 same region, 0 else; `reliability` (m,) of the producer; `age` (m,) days since the listing was touched; `local` (m,) 1 same
    province, 0.5 same region, 0 else.
    """

    need: Integers
    product: Integers
    producer: Integers
    relevance: Floats
    category: Floats
    supply: Floats
    price: Floats
    minimum: Floats
    distance: Floats
    origin: Floats
    local: Floats
    held: Integers
    reliability: Floats
    age: Floats

    def __len__(self) -> int:
        return len(self.product)
