"""Whether a forum has a place for somebody, and at which tables two can sit down."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from forums.models import Forum, Quota, Registration, Side, Table
from producers.models import Producer


def full_for(forum: Forum, registration: Registration) -> str:
    """What is full for `registration`, in the reader's language; "" when it can be approved.

    A quota of a field counts producers who sell something of it. Call it under the forum's lock.
    """
    coming = forum.coming().exclude(pk=registration.pk)
    most = forum.most_producers if registration.side == Side.PRODUCER else forum.most_buyers
    if most is not None and coming.filter(side=registration.side).count() >= most:
        return str(Side(registration.side).label)
    for quota in forum.quotas.select_related("category", "district"):
        if _meant(quota, registration) and _taken(quota, coming) >= quota.most:
            return (quota.category or quota.district).name  # type: ignore[union-attr]
    return ""


def _meant(quota: Quota, registration: Registration) -> bool:
    if quota.district_id:
        return bool(registration.organisation.district_id == quota.district_id)
    return (
        registration.side == Side.PRODUCER
        and _makers(quota).filter(organisation=registration.organisation_id).exists()
    )


def _taken(quota: Quota, coming: QuerySet[Registration]) -> int:
    if quota.district_id:
        return coming.filter(organisation__district=quota.district_id).count()
    makers = _makers(quota).values("organisation")
    return coming.filter(side=Side.PRODUCER, organisation__in=makers).count()


def _makers(quota: Quota) -> QuerySet[Producer]:
    """Producers who sell something of the quota's field."""
    field = Q(products__category=quota.category_id) | Q(
        products__category__parent=quota.category_id
    )
    return Producer.objects.filter(field, products__state="registered")


def limits_of(forum: Forum, registration: Registration) -> tuple[int | None, int | None]:
    """How many meetings it holds at most, in all (its own wish and the forum's limit) and in one session."""
    in_all, in_session = forum.meetings_of(registration.side)
    caps = [cap for cap in (in_all, registration.max_meetings) if cap is not None]
    return min(caps, default=None), in_session


def tables_for(tables: list[Table], producer: Registration, buyer: Registration) -> list[Table]:
    """Those of `tables` at which the two can sit: in their zone, in a wheelchair's reach, with an interpreter.

    The producer's zone comes before the buyer's, who walks. An interpreter is wanted by two who name
    languages and share none, as far as the hall has any. Empty when the wishes contradict each other.
    """
    zone = producer.zone or buyer.zone
    reached = producer.accessible or buyer.accessible
    apart = bool(producer.languages and buyer.languages) and not set(producer.languages) & set(
        buyer.languages
    )
    interpreted = apart and any(table.interpreter for table in tables)
    return [
        table for table in tables
        if (not zone or table.zone == zone)
        and (not reached or table.accessible)
        and (not interpreted or table.interpreter)
    ]  # fmt: skip
