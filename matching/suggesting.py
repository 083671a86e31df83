"""Suggested meetings of a forum, with their reasons."""

from __future__ import annotations

from collections.abc import Sequence
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
    products = (
        Product.objects.public()
        .select_related("producer__organisation__province", "province", "village")
        .in_bulk(keys)
    )
    found = appraise([needs[row.need_id] for row in lists if row.need_id in needs], products=keys)
    factors = {
        (found.ids[need], int(product)): {name: float(v[row]) for name, v in found.scores.factors.items()}
        for row, (need, product) in enumerate(zip(found.pairs.need, found.pairs.product, strict=True))
    }  # fmt: skip
    asked = set(MeetingRequest.objects.live().filter(forum=forum).values_list("producer", "buyer"))
    return [
        (need, [
            Suggestion(
                products[pk], round(100 * score),
                sentence_of(Match(need=need, product=products[pk], factors=factors.get((need.pk, pk), {}))),
                (products[pk].producer_id, need.buyer_id) in asked,
            )
            for pk, score in shown[need.pk] if pk in products
        ])
        for need in (needs[row.need_id] for row in lists if row.need_id in needs)
    ]  # fmt: skip
