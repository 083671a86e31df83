"""Telling each side of a match that was not there before: a product for my need, a need for my product."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from matching.models import Match, MatchRun
from matching.querysets import MatchQuerySet
from notices.sending import tell_members

FIRST, WORTH = 10, 0.5  # matches among the first, of at least this score, are worth a word


def matches_before(run: MatchRun, needs: Iterable[int]) -> set[tuple[int, int]]:
    """The (need, product) pairs that a product's run need not tell of.

    A buyer has seen the list that the product was in. A producer has not, so a need's run tells of every
    match, for instance once the need is posted or made public; nobody is told twice (`dedupe`).
    """
    if run.product_id is None:
        return set()
    return set(_about(run, needs).values_list("need", "product"))


def tell_of_new_matches(run: MatchRun, needs: Iterable[int], before: set[tuple[int, int]]) -> None:
    """Tell the side that did not cause the run of each good match that was not there before.

    A product that was saved is told to the buyers it fits, a need to the producers. Each person is told
    once of one need and product, however often either is changed afterwards.
    """
    found = _about(run, needs).filter(rank__lte=FIRST, score__gte=WORTH, need__state="open")
    known = set(before)
    for match in found.order_by("need", "rank").with_parties():
        subject = match.product_id if run.product_id else match.product.producer_id
        if (match.need_id, subject) in known:
            continue
        known.add((match.need_id, subject))
        if run.product_id:
            _tell_buyer(match)
        elif _may_know(match):
            _tell_producer(match)


def _about(run: MatchRun, needs: Iterable[int]) -> MatchQuerySet:
    mine = Q(product=run.product_id) if run.product_id else Q()
    return Match.objects.filter(mine, need__in=list(needs))


def _may_know(match: Match) -> bool:
    return match.need.is_public or match.need.invites(match.product.producer_id)


def _tell_buyer(match: Match) -> None:
    tell_members(
        match.need.buyer.organisation, "product_fits", link=match.need.get_absolute_url(),
        dedupe=f"fits-need:{match.need_id}:{match.product_id}", product=match.product.names,
        producer=match.product.producer.organisation.names, need=match.need.names,
    )  # fmt: skip


def _tell_producer(match: Match) -> None:
    tell_members(
        match.product.producer.organisation, "need_fits", link=match.need.get_absolute_url(),
        dedupe=f"fits-product:{match.need_id}:{match.product.producer_id}", product=match.product.names,
        buyer=match.need.buyer.organisation.names, need=match.need.names,
    )  # fmt: skip
