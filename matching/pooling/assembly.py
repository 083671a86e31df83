"""The best group of producers for an order that none of them can fill alone.

Same district first, then same province, same region, anywhere; within the nearest area that can fill it
the fewest producers, then the best matches. Solved by CP-SAT (OR-tools), which proves it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

PARTS = (
    1_000_000  # of one unit: the solver counts in whole numbers, and three thirds must be a whole
)
MOST_MEMBERS = 8
SMALLEST = 0.03  # less of the order than that is not worth a producer's way
SECONDS = 1.0
MEMBER = 1_000_000  # one producer less is worth more than any better match


@dataclass(frozen=True)
class Offer:
    """What one product could add. `supply` is by wanted month, `minimum` the smallest order, both in the
    need's base unit; `areas` are the district, province, region, from the nearest to the widest."""

    key: Hashable
    producer: Hashable
    supply: tuple[float, ...]
    minimum: float
    score: float
    areas: tuple[Hashable, ...]


@dataclass(frozen=True)
class Share:
    """How much of the order an offer takes, by wanted month, in the need's base unit."""

    key: Hashable
    amounts: tuple[float, ...]


def assemble(
    quantity: float, offers: Sequence[Offer], *, keep: frozenset[Hashable] = frozenset()
) -> list[Share]:
    """A group that supplies `quantity` in every wanted month; empty when there is none.

    Each producer is in it once, with one product, takes at least its smallest order and SMALLEST of the
    whole; at most MOST_MEMBERS of them. Offers in `keep` have agreed already and stay in. Raises
    ValueError for a quantity that is not positive or offers of unlike length.
    """
    if quantity <= 0:
        raise ValueError("an order is more than nothing")
    if len({len(offer.supply) for offer in offers}) > 1:
        raise ValueError("offers speak of different months")
    for level in range(max((len(offer.areas) for offer in offers), default=-1), -1, -1):
        found = [
            group
            for area in _areas(offers, level, keep)
            if _enough(quantity, area) and (group := _solve(quantity, area, keep))
        ]
        if found:
            return min(found, key=lambda group: (len(group[1]), -group[0]))[1]
    return []


def _areas(offers: Sequence[Offer], level: int, keep: frozenset[Hashable]) -> list[list[Offer]]:
    """The offers by area: `level` counts areas that must agree, from the narrowest; 0 is anywhere."""
    if not offers:
        return []
    depth = len(offers[0].areas)
    if level == 0:
        return [list(offers)]
    groups: dict[Hashable, list[Offer]] = defaultdict(list)
    for offer in offers:
        groups[offer.areas[depth - level]].append(offer)
    agreed = [offer for offer in offers if offer.key in keep]
    return [group for group in groups.values() if all(offer in group for offer in agreed)]


def _enough(quantity: float, offers: Sequence[Offer]) -> bool:
    """Whether each month could be filled by all of them together; the best offer of each producer."""
    best: dict[Hashable, tuple[float, ...]] = {}
    for offer in offers:
        known = best.get(offer.producer, (0.0,) * len(offer.supply))
        best[offer.producer] = tuple(map(max, known, offer.supply))
    months = zip(*best.values(), strict=True)
    return bool(best) and all(sum(month) >= quantity for month in months)


def _solve(
    quantity: float, offers: Sequence[Offer], keep: frozenset[Hashable]
) -> tuple[float, list[Share]] | None:
    """(mean score, shares) of the smallest group among `offers`; None when there is none."""
    model = cp_model.CpModel()
    chosen, parts, whole = {}, {}, round(PARTS * quantity)
    for n, offer in enumerate(offers):
        chosen[n] = model.new_bool_var(f"chosen{n}")
        room = [int(min(PARTS * amount, whole)) for amount in offer.supply]
        parts[n] = [model.new_int_var(0, top, f"part{n}_{m}") for m, top in enumerate(room)]
        for part, top in zip(parts[n], room, strict=True):
            model.add(part <= top * chosen[n])
        least = math.ceil(max(SMALLEST * whole, PARTS * offer.minimum))
        model.add(sum(parts[n]) >= min(least, sum(room)) * chosen[n])
        if offer.key in keep:
            model.add(chosen[n] == 1)
    spare = []  # each part was rounded down, so that the whole may lack a millionth or two
    for month in range(len(offers[0].supply)):
        spare.append(model.new_int_var(0, MOST_MEMBERS, f"spare{month}"))
        model.add(sum(parts[n][month] for n in parts) + spare[-1] == whole)
    by_producer: dict[Hashable, list[int]] = defaultdict(list)
    for n, offer in enumerate(offers):
        by_producer[offer.producer].append(n)
    for mine in by_producer.values():
        model.add(sum(chosen[n] for n in mine) <= 1)
    model.add(sum(chosen.values()) <= MOST_MEMBERS)
    model.minimize(
        sum((MEMBER - round(10_000 * offer.score)) * chosen[n] for n, offer in enumerate(offers))
        + sum(spare)
    )
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = SECONDS
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 17
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    members = [n for n in chosen if solver.value(chosen[n])]
    shares = [
        Share(offers[n].key, tuple(solver.value(part) / PARTS for part in parts[n]))
        for n in members
    ]
    return sum(offers[n].score for n in members) / len(members), shares
