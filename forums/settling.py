"""What counts when the two sides of a meeting say different things. Pure: no database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from forums.models import Outcome

# From the most to the least that came of it.
ORDER = ("deal", "trial", "sample", "follow_up", "none", "not_held")


@dataclass(frozen=True)
class Settled:
    """`outcome` is the answer that counts, None while nobody said anything; `differ`: the two sides disagree,
    and the organisers have not settled it.
    """

    outcome: Outcome | None
    differ: bool = False


def settled(outcomes: Iterable[Outcome]) -> Settled:
    """The organisers' word counts; without it what both say, or what the only one says.

    Where the two differ the lesser answer counts until the organisers settle it: of two results the lower one, of
    two values the smaller one. No figure is reported that one side denies.
    """
    said = {outcome.side: outcome for outcome in outcomes}
    if "staff" in said:
        return Settled(said["staff"])
    both = [said[side] for side in ("producer", "buyer") if side in said]
    if not both:
        return Settled(None)
    if len(both) == 1:
        return Settled(both[0])
    first, second = sorted(both, key=_less)
    return Settled(first, differ=_differ(first, second))


def _less(outcome: Outcome) -> tuple[int, float]:
    return -ORDER.index(outcome.result), float(outcome.value_usd or 0)


def _differ(first: Outcome, second: Outcome) -> bool:
    return first.result != second.result or first.value != second.value
