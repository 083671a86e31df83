"""What people judged and what came of it, as evidence for fitting the weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from buyers.models import Need
from forums.models import MeetingRequest, Outcome
from matching.candidates import find_pairs, needs_table, read_needs
from matching.models import Enquiry, Judgement
from matching.ranking import FACTORS, PRODUCER_FACTORS, Pairs
from matching.ranking.factors import buyer_factors, producer_factors
from matching.ranking.fitting import Evidence
from ovop.kernel.declining import DeclineReason

Said = tuple[int, int, float, float]  # need, product, gain in [0, 1], trust

# A refusal for one of these says nothing about the match.
NOT_ABOUT_IT = (DeclineReason.TAKEN, DeclineReason.OTHER, "")
OF_RESULT: dict[str, float] = {
    Outcome.Result.DEAL: 1.0,
    Outcome.Result.TRIAL: 0.9,
    Outcome.Result.NONE: 0.2,
}
BATCH = 200


def gather() -> Evidence:
    """Everything that was judged, with today's factors; pairs that a hard limit excludes now are left out."""
    said: dict[tuple[int, int], list[tuple[float, float]]] = defaultdict(list)
    for need, product, gain, trust in _everything():
        said[need, product].append((gain, trust))
    products = sorted({product for _need, product in said})
    needs = list(
        Need.objects.filter(pk__in={need for need, _product in said})
        .select_related("buyer", "category__parent")
        .order_by("pk")
    )
    parts = [
        _part(needs[start : start + BATCH], products, said) for start in range(0, len(needs), BATCH)
    ]
    return _joined(parts)


def _everything() -> Iterator[Said]:
    for need, product, good in Judgement.objects.values_list("need", "product", "good"):
        yield need, product, float(good), 1.0
    yield from _of_enquiries()
    yield from _of_meetings()


def _of_enquiries() -> Iterator[Said]:
    both = Enquiry.objects.exclude(need=None).exclude(product=None)
    rows = both.values_list("need", "product", "state", "agreed_at", "decline_reason", "kept")
    for need, product, state, agreed_at, reason, kept in rows:
        if state == Enquiry.State.DEAL:
            yield need, product, 0.5 if kept is False else 1.0, 1.0
        elif state == Enquiry.State.DECLINED and reason not in NOT_ABOUT_IT:
            yield need, product, 0.1, 0.7
        elif agreed_at is not None:
            yield need, product, 0.75, 0.5


def _of_meetings() -> Iterator[Said]:
    both = MeetingRequest.objects.exclude(need=None).exclude(product=None)
    for need, product, state, reason in both.values_list(
        "need", "product", "state", "decline_reason"
    ):
        if state == MeetingRequest.State.ACCEPTED:
            yield need, product, 0.7, 0.3
        elif state == MeetingRequest.State.DECLINED and reason not in NOT_ABOUT_IT:
            yield need, product, 0.1, 0.5
    held = Outcome.objects.exclude(request__need=None).exclude(request__product=None)
    for need, product, result in held.values_list("request__need", "request__product", "result"):
        if result in OF_RESULT:
            yield need, product, OF_RESULT[result], 1.0


def _part(
    needs: list[Need],
    products: list[int],
    said: dict[tuple[int, int], list[tuple[float, float]]],
) -> Evidence:
    table, pairs = needs_table(needs), find_pairs(needs, read_needs(needs), products=products)
    keys = [(needs[number].pk, int(product)) for number, product in zip(pairs.need, pairs.product, strict=True)]  # fmt: skip
    rows = np.array([row for row, key in enumerate(keys) if key in said], dtype=np.int64)
    # Factors are relative to a need's candidates, so they are worked out before the others are left out.
    buyer = buyer_factors(table, pairs)
    producer = producer_factors(table, pairs, buyer)
    heard = [said[keys[row]] for row in rows]
    trust = np.array([sum(trust for _gain, trust in each) for each in heard])
    gain = np.array([sum(g * t for g, t in each) for each in heard]) / np.maximum(trust, 1e-9)
    return Evidence(
        need=_keys_of(needs, pairs, rows), gain=gain, trust=trust,
        buyer=np.stack([buyer[name][rows] for name in FACTORS], axis=1),
        producer=np.stack([producer[name][rows] for name in PRODUCER_FACTORS], axis=1),
    )  # fmt: skip


def _keys_of(needs: list[Need], pairs: Pairs, rows: np.ndarray) -> np.ndarray:
    return np.array([need.pk for need in needs], dtype=np.int64)[pairs.need[rows]]


def _joined(parts: Iterable[Evidence]) -> Evidence:
    listed = list(parts) or [
        Evidence(
            np.zeros(0, dtype=np.int64), np.zeros((0, len(FACTORS))),
            np.zeros((0, len(PRODUCER_FACTORS))), np.zeros(0), np.zeros(0),
        )
    ]  # fmt: skip
    names = Evidence.__dataclass_fields__
    return Evidence(
        **{name: np.concatenate([getattr(each, name) for each in listed]) for name in names}
    )
