"""Two runs side by side: how far their lists agree, and who is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from buyers.models import Need
from matching.models import MatchRun
from matching.ranker import exposure_of
from matching.ranking import Exposure
from matching.ranking.fairness import TOP
from producers.models import Product


@dataclass(frozen=True)
class Change:
    """One need's lists in two runs: `kept` of the first TOP are the same, `came` and `went` are products."""

    need: Need
    kept: int
    came: list[Product]
    went: list[Product]


@dataclass(frozen=True)
class Comparison:
    """`overlap` in [0, 1]: the mean share of the first TOP that both runs have; exposure of producers."""

    needs: int
    overlap: float
    shown_before: int
    shown_after: int
    largest_before: float
    largest_after: float
    changes: list[Change]


def compare(before: MatchRun, after: MatchRun, user: User, most: int = 30) -> Comparison:
    """Compare the lists of two runs over the needs both have; the `most` changed needs in full.

    The figures are of all needs, in full come those `user` may see. Six queries.
    """
    first = {row.need_id: row.products[:TOP] for row in before.lists.all()}
    second = {row.need_id: row.products[:TOP] for row in after.lists.all()}
    both = sorted(first.keys() & second.keys())
    kept = {need: len(set(first[need]) & set(second[need])) for need in both}
    share = {need: kept[need] / max(len(first[need]), len(second[need]), 1) for need in both}
    different = [need for need in both if first[need] != second[need]]
    seen = Need.objects.visible_to(user).filter(pk__in=different)
    needs = seen.select_related("buyer__organisation").in_bulk()
    changed = sorted(needs, key=share.__getitem__)[:most]
    products = Product.objects.public().in_bulk(
        {pk for need in changed for pk in (*first[need], *second[need])}
    )

    def only(of: Sequence[int], other: Sequence[int]) -> list[Product]:
        return [products[pk] for pk in of if pk not in other and pk in products]

    exposure = [exposure_of(lists.values()) for lists in (first, second)]
    return Comparison(
        needs=len(both), overlap=sum(share.values()) / len(both) if both else 1.0,
        shown_before=len(exposure[0].shown), shown_after=len(exposure[1].shown),
        largest_before=_largest(exposure[0]), largest_after=_largest(exposure[1]),
        changes=[
            Change(needs[n], kept[n], only(second[n], first[n]), only(first[n], second[n]))
            for n in changed if n in needs
        ],
    )  # fmt: skip


def _largest(exposure: Exposure) -> float:
    return max(exposure.shown.values()) / exposure.total if exposure.total else 0.0
