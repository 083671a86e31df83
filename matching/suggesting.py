"""Suggested meetings of a forum, with their reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.models import User
from buyers.models import Need
from forums.models import Forum, MeetingRequest
from matching.appraising import appraise
from matching.models import Match, MatchList
from matching.reasons import sentence_of
from producers.models import Product

SHOWN = 5


@dataclass(frozen=True)
class Suggestion:
    """One product for a need, with why, and whether the two have asked each other already."""

    product: Product
    percent: int
    why: str
    asked: bool


def suggest(
    need: Need,
    product: Product,
    score: float,
    factors: dict[str, float],
    asked: set[tuple[int, int]],
) -> Suggestion:
    """`score` in [0, 1]; `asked` are the pairs of `asked_pairs`."""
    why = sentence_of(Match(need=need, product=product, factors=factors))
    return Suggestion(
        product, round(100 * score), why, (product.producer_id, need.buyer_id) in asked
    )


def asked_pairs(forum: Forum) -> set[tuple[int, int]]:
    """(producer, buyer) of whoever asked to meet at `forum`, unless it was declined or taken back."""
    return set(MeetingRequest.objects.live().filter(forum=forum).values_list("producer", "buyer"))


def products_shown(keys: Iterable[int]) -> dict[int, Product]:
    """Registered products by key, with what a suggestion names."""
    rows = Product.objects.public().select_related(
        "producer__organisation__province", "province", "village"
    )
    return rows.in_bulk(list(keys))


def suggestions_of(
    forum: Forum, lists: Sequence[MatchList], user: User
) -> list[tuple[Need, list[Suggestion]]]:
    """The best SHOWN of each list whose need `user` may see, explained as of today. Eight queries at most."""
    needs = (
        Need.objects.visible_to(user)
        .select_related("buyer__organisation", "category__parent", "province", "origin")
        .in_bulk([row.need_id for row in lists])
    )
    shown = {row.need_id: list(zip(row.products, row.scores, strict=True))[:SHOWN] for row in lists}
    keys = sorted({product for pairs in shown.values() for product, _score in pairs})
    products = products_shown(keys)
    found = appraise([needs[row.need_id] for row in lists if row.need_id in needs], products=keys)
    factors = {
        (found.ids[need], int(product)): {name: float(v[row]) for name, v in found.scores.factors.items()}
        for row, (need, product) in enumerate(zip(found.pairs.need, found.pairs.product, strict=True))
    }  # fmt: skip
    asked = asked_pairs(forum)
    return [
        (need, [
            suggest(need, products[pk], score, factors.get((need.pk, pk), {}), asked)
            for pk, score in shown[need.pk] if pk in products
        ])
        for need in (needs[row.need_id] for row in lists if row.need_id in needs)
    ]  # fmt: skip
