"""Why a need has no match: what each hard limit keeps away, one limit dropped at a time."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

import numpy as np
from django.utils.translation import ngettext

from buyers.models import Need
from matching.candidates import find_pairs, read_needs
from matching.ranker import meant
from ovop.kernel.units import MEASURES, Unit, comparable


@dataclass(frozen=True)
class Obstacle:
    """`count` products would fit but for one limit; `text` says so."""

    count: int
    text: str


def why_none(need: Need) -> list[Obstacle]:
    """What keeps products away that answer the words, the most first. Two queries."""
    variants = _variants(need)
    wanted = [variant for _name, variant in variants]
    pairs = find_pairs(wanted, read_needs(wanted))
    counts = np.bincount(pairs.need[meant(pairs)], minlength=len(wanted))
    found: dict[str, int] = {}
    for (name, _variant), count in zip(variants, counts.tolist(), strict=True):
        found[name] = found.get(name, 0) + count
    if len(found) > 1 and any(found[name] for name in found if name not in ("together", "unit")):
        found.pop("together", None)  # one limit alone explains it
    obstacles = [Obstacle(count, _text(name, count)) for name, count in found.items() if count]
    return sorted(obstacles, key=lambda obstacle: -obstacle.count)


def _variants(need: Need) -> list[tuple[str, Need]]:
    """The need without one of its limits, by the name of that limit."""
    changes: list[tuple[str, dict[str, object]]] = []
    if need.price_ceiling_usd is not None:
        changes.append(("price", {"price_ceiling_usd": None}))
    if need.months:
        changes.append(("months", {"months": []}))
    if need.certificates_required:
        changes.append(("certificates", {"certificates_required": []}))
    bases = [unit for unit in Unit if MEASURES[unit].factor == 1]
    if len(changes) > 1:
        every = {field: value for _name, change in changes for field, value in change.items()}
        changes.append(("together", every))
    # A price per piece says nothing about one per kilogram.
    changes += [
        ("unit", {"unit": unit, "price_ceiling_usd": None})
        for unit in bases
        if not comparable(unit, need.unit)
    ]
    variants = []
    for name, change in changes:
        variant = copy(need)
        for field, value in change.items():
            setattr(variant, field, value)
        variants.append((name, variant))
    return variants


def _text(name: str, count: int) -> str:
    if name == "price":
        text = ngettext(
            "%(n)s product fits but for its price, which is above your highest one.",
            "%(n)s products fit but for their price, which is above your highest one.", count,
        )  # fmt: skip
    elif name == "months":
        text = ngettext(
            "%(n)s product fits, but there is none of it in the months you chose.",
            "%(n)s products fit, but there is none of them in the months you chose.", count,
        )  # fmt: skip
    elif name == "certificates":
        text = ngettext(
            "%(n)s product fits but lacks a certificate you must have.",
            "%(n)s products fit but lack a certificate you must have.", count,
        )  # fmt: skip
    elif name == "together":
        text = ngettext(
            "%(n)s product fits, but not all of your limits at once: price, months, certificates.",
            "%(n)s products fit, but not all of your limits at once: price, months, certificates.", count,
        )  # fmt: skip
    else:
        text = ngettext(
            "%(n)s product fits but is sold in another unit, which cannot be compared with yours.",
            "%(n)s products fit but are sold in another unit, which cannot be compared with yours.", count,
        )  # fmt: skip
    return text % {"n": count}
