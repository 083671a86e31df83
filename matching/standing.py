"""How reliably each side answers and keeps what it agreed: a mean of what is known, in [0, 1].

Every request and enquiry counts once: 1 for an answer within a day, less the later it comes, 0 for one
never answered. A meeting that was agreed and not held counts 0, one that ended in a deal 1; so do deals
that were not kept and those that were. Whoever nothing is known of has UNKNOWN, and a few events move it
little (a Bayesian average with PRIOR events).
"""

from __future__ import annotations

from django.db import connection

UNKNOWN, PRIOR = 0.7, 4

# What an answer is worth by how soon it came; {0} is the row it is of.
_SOON = """CASE WHEN {0}.answered_at - {0}.created_at <= interval '1 day' THEN 1
                WHEN {0}.answered_at - {0}.created_at <= interval '3 days' THEN 0.9
                WHEN {0}.answered_at - {0}.created_at <= interval '7 days' THEN 0.75
                ELSE 0.5 END"""
_EVENTS = """
    SELECT r.{side}_id,
           CASE WHEN r.state = 'expired' THEN 0 ELSE {soon_r} END AS worth
    FROM forums_meetingrequest AS r
    WHERE r.asked_by_side <> '{side}' AND r.state IN ('accepted', 'declined', 'expired')
    UNION ALL
    SELECT e.{side}_id,
           CASE WHEN e.answered_at IS NULL THEN 0 ELSE {soon_e} END
    FROM matching_enquiry AS e
    WHERE e.asked_by_side <> '{side}' AND (e.answered_at IS NOT NULL OR e.state = 'expired')
    UNION ALL
    SELECT e.{side}_id, e.kept::int FROM matching_enquiry AS e WHERE e.kept IS NOT NULL
    UNION ALL
    SELECT m.{side}_id, CASE WHEN o.result = 'not_held' THEN 0 ELSE 1 END
    FROM forums_outcome AS o JOIN forums_meetingrequest AS m ON m.id = o.request_id
    WHERE o.result IN ('not_held', 'deal', 'trial')
"""


def _standing(side: str) -> str:
    return f"""
        SELECT e.{side}_id, (sum(e.worth) + {UNKNOWN * PRIOR}) / (count(*) + {PRIOR}) AS standing
        FROM ({_EVENTS.format(side=side, soon_r=_SOON.format("r"), soon_e=_SOON.format("e"))}) AS e GROUP BY 1
    """  # noqa: S608 - constants of this module


STANDING_OF_PRODUCERS = _standing("producer")
STANDING_OF_BUYERS = _standing("buyer")


def standing_of_buyers(ids: list[int]) -> dict[int, float]:
    """The standing of each buyer of whom anything is known. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT buyer_id, standing FROM ({STANDING_OF_BUYERS}) AS s WHERE buyer_id = ANY(%s)",  # noqa: S608
            [ids],
        )
        return {buyer: float(standing) for buyer, standing in cursor.fetchall()}
