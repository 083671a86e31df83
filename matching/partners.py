"""Whom one who comes to a forum should meet: the best partners who come too, each with why."""

from __future__ import annotations

import numpy as np

from accounts.models import Organisation, User
from buyers.models import Need
from forums.models import Forum, PairRule, Side
from matching.appraising import appraise
from matching.models import Block
from matching.suggesting import Suggestion, asked_pairs, products_shown, suggest
from producers.models import Product

SHOWN = 20
SURELY, FAIR = 5, 0.45  # so many are shown in any case; more of them only with this score


def partners_for(
    forum: Forum, organisation: Organisation, side: str, user: User
) -> list[tuple[Need, Suggestion]]:
    """The best pair with each possible partner, best first, SHOWN at most.

    Needs are those `user` may see; pairs that one of the two blocked are left out. Scored as of now, so it
    holds for who was approved a minute ago.
    """
    coming = forum.coming().values("organisation")
    needs = Need.objects.visible_to(user).filter(state=Need.State.OPEN)
    products = Product.objects.public()
    if side == Side.BUYER:
        needs = needs.filter(buyer__organisation=organisation)
        products = products.filter(producer__organisation__in=coming)
    else:
        needs = needs.filter(buyer__organisation__in=coming)
        products = products.filter(producer__organisation=organisation)
    rows = list(
        needs.select_related("buyer__organisation", "category__parent", "province", "origin")
    )
    keys = list(products.values_list("pk", flat=True))
    if not rows or not keys:
        return []
    return _best(forum, side, rows, keys)


def _best(
    forum: Forum, side: str, needs: list[Need], keys: list[int]
) -> list[tuple[Need, Suggestion]]:
    found = appraise(needs, products=keys)
    blocked = set(Block.objects.values_list("producer", "buyer"))
    blocked |= set(
        forum.pair_rules.filter(kind=PairRule.Kind.MUST_NOT).values_list("producer", "buyer")
    )
    chosen: dict[int, int] = {}  # the best row of each partner
    for row in np.argsort(-found.scores.total, kind="stable"):
        need, producer = needs[found.pairs.need[row]], int(found.pairs.producer[row])
        partner = producer if side == Side.BUYER else need.buyer_id
        if partner not in chosen and (producer, need.buyer_id) not in blocked:
            chosen[partner] = int(row)
        if len(chosen) == SHOWN or (len(chosen) >= SURELY and found.scores.total[row] < FAIR):
            break
    products = products_shown(int(found.pairs.product[row]) for row in chosen.values())
    asked = asked_pairs(forum)
    shown = []
    for row in chosen.values():
        need, product = needs[found.pairs.need[row]], products.get(int(found.pairs.product[row]))
        if product is None:
            continue  # taken out of the catalogue this very moment
        factors = {name: float(values[row]) for name, values in found.scores.factors.items()}
        score = float(found.scores.total[row])
        shown.append((need, suggest(need, product, score, factors, asked)))
    return shown
