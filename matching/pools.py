"""Pools in life: proposed after a ranking, asked by the buyer, agreed by each producer, mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import cast

import numpy as np
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from buyers.models import Need, NeedInvitation
from matching.appraising import Appraisal, appraise
from matching.models import Pool, PoolShare
from matching.pooling import Offer, Share, assemble
from matching.ranking import Pairs, Scores
from notices.sending import tell_members
from ovop.kernel.states import StateConflict
from ovop.kernel.tickets import Ticket
from ovop.kernel.units import MEASURES
from places.geography import PROVINCES
from producers.models import Product

ALIKE = 0.6  # text factor: members of a pool bring the very thing
MOST_OFFERS = 30
REMIND_BEFORE = timedelta(days=3)  # the end of a pool's time to answer


def propose_pools(found: Appraisal) -> int:
    """Propose a pool for each open need that no single producer can fill; how many were made.

    A pool that was asked or agreed stays as it is; one that was only proposed is made anew.
    """
    made = 0
    alike = found.scores.factors["text"] >= ALIKE
    for number, need in enumerate(found.needs):
        if need.state == Need.State.OPEN:
            rows = np.flatnonzero((found.pairs.need == number) & alike)
            made += _propose(need, rows, found.pairs, found.scores)
    return made


@transaction.atomic
def _propose(need: Need, rows: np.ndarray, pairs: Pairs, scores: Scores) -> bool:
    Need.objects.select_for_update().get(pk=need.pk)
    if need.pools.filter(state__in=[Pool.State.ASKED, Pool.State.AGREED]).exists():
        return False
    for pool in need.pools.filter(state=Pool.State.PROPOSED):
        pool.dissolve()
    if not len(rows) or (scores.factors["quantity"][rows] >= 0.999).any():
        return False
    group = _best_group(need, rows, pairs, scores)
    if len(group) < 2:
        return False
    total = {int(p): float(s) for p, s in zip(pairs.product[rows], scores.total[rows], strict=True)}
    pool = Pool.objects.create(
        need=need, months=need.wanted_months,
        score=float(np.mean([total[int(share.key)] for share in group])),  # type: ignore[call-overload]
    )  # fmt: skip
    PoolShare.objects.bulk_create(
        PoolShare(pool=pool, product_id=cast("int", share.key), amounts=_amounts(share))
        for share in group
    )
    return True


def _best_group(
    need: Need,
    rows: np.ndarray,
    pairs: Pairs,
    scores: Scores,
    keep: Mapping[int, Sequence[Decimal]] | None = None,
) -> list[Share]:
    """The shares of the best group among `rows`, in the need's unit.

    `keep`: product -> the amounts its producer has agreed to. They stay in, and with no more than that if
    the others can make up for it.
    """
    kept = keep or {}
    others = ~np.isin(pairs.product[rows], list(kept))
    rows = rows[np.lexsort((-scores.total[rows], others))][:MOST_OFFERS]
    places = dict(
        Product.objects.filter(pk__in=pairs.product[rows].tolist()).values_list("pk", "district_id")
    )
    wanted = [month - 1 for month in need.wanted_months]
    factor = float(MEASURES[need.unit].factor)
    offers = []
    for row in rows:
        district = places.get(int(pairs.product[row]))
        if district is None:
            continue
        province = district[:2]
        offers.append(
            Offer(
                key=int(pairs.product[row]), producer=int(pairs.producer[row]),
                supply=tuple(float(pairs.supply[row, month]) / factor for month in wanted),
                minimum=float(pairs.minimum[row]) / factor, score=float(scores.total[row]),
                areas=(district, province, PROVINCES[province].region),
            )
        )  # fmt: skip
    quantity, held = float(need.monthly_quantity), frozenset(kept)
    as_agreed = [
        replace(offer, supply=tuple(float(amount) for amount in kept[cast("int", offer.key)]))
        if offer.key in kept
        else offer
        for offer in offers
    ]
    return assemble(quantity, as_agreed, keep=held) or assemble(quantity, offers, keep=held)


def _amounts(share: Share) -> list[Decimal]:
    """As they are stored."""
    return [Decimal(amount).quantize(Decimal("0.01")) for amount in share.amounts]


@transaction.atomic
def ask_pool(pool: Pool, user: User) -> None:
    """Ask every member. Raises StateConflict when it is no proposal any more."""
    # The need before the pool, as a new proposal does.
    Need.objects.select_for_update().get(pk=pool.need_id)
    pool.ask(user)
    for share in pool.shares.select_related("product__producer__organisation"):
        _ask(share, user)


@transaction.atomic
def answer_share(share: PoolShare, user: User, *, agrees: bool, reason: str = "") -> None:
    """One member answers: with the last yes the pool is agreed; a no looks for somebody else.

    Raises StateConflict when it was answered already or the pool is over.
    """
    pool = Pool.objects.select_for_update().select_related("need").get(pk=share.pool_id)
    share.pool = pool
    if agrees:
        share.agree(user)
        _settle(pool)
    else:
        share.decline(user, reason)
        _replace(pool, share)


def _ask(share: PoolShare, user: User | None) -> None:
    """Its producer may see the need from now on, also one that not everybody may see."""
    NeedInvitation.objects.get_or_create(
        need_id=share.pool.need_id, producer_id=share.product.producer_id,
        defaults={"invited_by": user},
    )  # fmt: skip
    _tell(share, "pool_asked")


def _settle(pool: Pool) -> None:
    members = pool.shares.exclude(state=PoolShare.State.DECLINED)
    if members.exclude(state=PoolShare.State.AGREED).exists():
        return
    pool.agree()
    for share in members.select_related("product__producer__organisation"):
        _tell(share, "pool_agreed")
    tell_members(
        pool.need.buyer.organisation, "pool_agreed", link=pool.get_absolute_url(),
        dedupe=f"pool-agreed:{pool.pk}", need=pool.need.names, count=members.count(),
    )  # fmt: skip


def _replace(pool: Pool, declined: PoolShare) -> None:
    """Fill the gap: those who have agreed stay, nobody who declined is asked again."""
    needs = [Need.objects.select_related("buyer", "category__parent").get(pk=pool.need_id)]
    found = appraise(needs)
    pairs, scores = found.pairs, found.scores
    refused = set(
        pool.shares.filter(state=PoolShare.State.DECLINED).values_list(
            "product__producer", flat=True
        )
    )
    agreed = dict(
        pool.shares.filter(state=PoolShare.State.AGREED).values_list("product", "amounts")
    )
    has_agreed = np.isin(pairs.product, list(agreed))
    alike = (scores.factors["text"] >= ALIKE) | has_agreed
    rows = np.flatnonzero(alike & ~np.isin(pairs.producer, list(refused)))
    # What somebody agreed to bring and may not sell any more would be missing from what the group promises.
    gone = agreed.keys() - set(pairs.product[has_agreed].tolist())
    group = [] if gone else _best_group(needs[0], rows, pairs, scores, agreed)
    if not group:
        pool.dissolve()
        _tell_dissolved(pool)
        return
    shares = {share.product_id: share for share in pool.shares.all()}
    chosen = {cast("int", share.key): share for share in group}
    pool.shares.filter(state=PoolShare.State.WAITING).exclude(product__in=chosen).delete()
    for product, share in chosen.items():
        amounts = _amounts(share)
        known = shares.get(product)
        if known is None:
            _ask(
                PoolShare.objects.create(pool=pool, product_id=product, amounts=amounts),
                pool.asked_by,
            )
        elif known.amounts != amounts:
            _change(known, amounts)
    _settle(pool)


def _change(share: PoolShare, amounts: list[Decimal]) -> None:
    """Another amount than before: who agreed to less, or has not answered, is asked anew."""
    mine = PoolShare.objects.filter(pk=share.pk)
    mine.update(amounts=amounts)
    more = sum(amounts) > sum(share.amounts)
    share.amounts = amounts  # the link they are sent names the new amount
    if share.state == PoolShare.State.AGREED and more:
        mine.update(state=PoolShare.State.WAITING, answered_at=None, answered_by=None)
        share.state = PoolShare.State.WAITING
    if share.state == PoolShare.State.WAITING:
        _tell(share, "pool_asked", again=f":{share.step}:{timezone.now():%Y%m%d%H%M%S}")


def _tell(share: PoolShare, kind: str, again: str = "") -> None:
    need = share.pool.need
    asks = kind in ("pool_asked", "pool_reminder")
    tell_members(
        share.product.producer.organisation, kind, link=reverse("matching:pool", args=[share.pool_id]),
        dedupe=f"{kind}:{share.pk}{again}", need=need.names, product=share.product.names,
        answer=(lambda user: Ticket("p", share.pk, share.step, user.pk)) if asks else None,
        count=share.pool.shares.exclude(state=PoolShare.State.DECLINED).count(),
    )  # fmt: skip


def remind_pools(now: datetime) -> int:
    """Tell once those who have not answered, when half the time is over; how many are due."""
    waiting = PoolShare.objects.filter(
        state=PoolShare.State.WAITING, pool__state=Pool.State.ASKED,
        pool__expires_at__range=(now, now + REMIND_BEFORE),
    )  # fmt: skip
    shares = list(waiting.select_related("pool__need", "product__producer__organisation"))
    for share in shares:
        _tell(share, "pool_reminder")
    return len(shares)


def _tell_dissolved(pool: Pool) -> None:
    tell_members(
        pool.need.buyer.organisation, "pool_dissolved", link=pool.need.get_absolute_url(),
        dedupe=f"pool-dissolved:{pool.pk}", need=pool.need.names,
    )  # fmt: skip
    agreed = pool.shares.filter(state=PoolShare.State.AGREED)
    for share in agreed.select_related("product__producer__organisation", "pool__need"):
        _tell(share, "pool_dissolved")


def let_pools_expire() -> int:
    """Dissolve the pools whose answers did not come in time; how many."""
    done = 0
    late = Pool.objects.filter(state=Pool.State.ASKED, expires_at__lt=timezone.now())
    for pool in late.select_related("need__buyer__organisation"):
        try:
            with transaction.atomic():
                pool.dissolve()
                _tell_dissolved(pool)
            done += 1
        except StateConflict:
            continue  # agreed at the last moment
    return done
