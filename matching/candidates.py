"""Stage one: the products each need of a batch could be filled with, by one set-based statement.

Hard limits are decided here, in SQL, so that no later step can let a forbidden product through. The
words are searched by the catalogue's own search function; the answer comes as binary COPY, straight into
numpy columns.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
from django.db import connection
from django.utils import timezone
from psycopg2 import extensions

from buyers.models import Need
from matching.ranking import PRICE_TOLERANCE, Needs, Pairs
from matching.standing import STANDING_OF_PRODUCERS, UNKNOWN, standing_of_buyers
from ovop.kernel.units import MEASURES, comparable, in_base
from places.geography import PROVINCES, distance_km
from producers.models import CertificateKind
from producers.search import Question, Reading, ask_many, read

CANDIDATES = 150  # of each need, before the hard limits
CATEGORY_WEIGHT = 0.2  # of the category's own token beside the words: it brings candidates
KINDS = [str(kind.value) for kind in CertificateKind]
UNITS = list(MEASURES)
ALL_MONTHS = (1 << 12) - 1

# One row of `n` is a need's limits; its rows of `q` are its question to the search.
STATEMENT = f"""
WITH n AS (
    SELECT * FROM unnest(
        %(no)s::int[], %(units)s::text[], %(months)s::int[], %(required)s::int[], %(highest)s::float8[],
        %(buyer)s::bigint[], %(organisation)s::bigint[], %(category)s::text[], %(field)s::text[],
        %(hints)s::text[], %(phrase)s::text[]
    ) AS n (no, units, months, required, highest, buyer, organisation, category, field, hints, phrase)
), q AS (
    SELECT q.no, array_agg(q.concept) AS concepts, array_agg(q.alternative) AS alternatives,
           array_agg(q.term) AS terms, array_agg(q.gain) AS gains, array_agg(q.depth) AS depths
    FROM unnest(
        %(q_no)s::int[], %(q_concept)s::int[], %(q_alternative)s::int[], %(q_term)s::bigint[],
        %(q_gain)s::real[], %(q_depth)s::int[]
    ) AS q (no, concept, alternative, term, gain, depth)
    GROUP BY q.no
), papers AS MATERIALIZED (
    SELECT c.producer_id, c.product_id, bit_or(1 << k.place::int - 1) AS held
    FROM producers_certificate AS c
    JOIN unnest(%(kinds)s::text[]) WITH ORDINALITY AS k (kind, place) USING (kind)
    WHERE c.confirmed_at IS NOT NULL
      AND coalesce(c.valid_from, %(today)s) <= %(today)s
      AND coalesce(c.valid_until, %(today)s) >= %(today)s
    GROUP BY 1, 2
), eligible AS MATERIALIZED (
    -- Certificates are rare, so a need that requires one looks among their holders only.
    SELECT r.required, ARRAY(
        SELECT p.id::int
        FROM papers AS c JOIN producers_product AS p
          ON p.producer_id = c.producer_id AND (c.product_id IS NULL OR c.product_id = p.id)
        GROUP BY p.id HAVING bit_or(c.held) & r.required = r.required
    ) AS ids
    FROM (SELECT DISTINCT required FROM n WHERE required > 0) AS r
), standing AS MATERIALIZED ({STANDING_OF_PRODUCERS}
), found AS MATERIALIZED (
    -- By itself, so that the rest is joined once and not once for each need.
    SELECT n.*, p.id, p.producer_id, hit.score, p.category_id, p.price_usd, p.minimum_order, p.unit,
           p.province_id, p.updated_at, p.monthly_supply
    FROM n JOIN q USING (no) LEFT JOIN eligible AS e USING (required)
    CROSS JOIN LATERAL producers_search(
        q.concepts, q.alternatives, q.terms, q.gains, q.depths, n.phrase, {CANDIDATES},
        coalesce(%(within)s::int[], e.ids)
    ) AS hit
    CROSS JOIN LATERAL (
        SELECT * FROM producers_product WHERE id = hit.product OFFSET 0  -- a look-up each, no scan
    ) AS p
    WHERE p.state = 'registered'
      AND p.unit = ANY (string_to_array(n.units, ' '))
      AND p.months_mask & n.months <> 0
      AND (n.highest IS NULL OR p.price_usd <= n.highest)
)
SELECT f.no::int, f.id::bigint, f.producer_id::bigint, f.score::real,
       CASE WHEN f.category <> '' THEN
                CASE WHEN f.category_id = f.category THEN 1
                     WHEN f.field IN (c.code, c.parent_id) THEN 0.5 ELSE 0 END
            WHEN f.hints <> '' THEN
                CASE WHEN f.category_id = ANY (string_to_array(f.hints, ' ')) THEN 1 ELSE 0.3 END
            ELSE 0.5 END::real,
       f.price_usd::float8, f.minimum_order::float8, array_position(%(unit_names)s::text[], f.unit)::int,
       f.province_id::int, (coalesce(own.held, 0) | coalesce(whole.held, 0))::int, coalesce(s.standing, {UNKNOWN})::real,
       (extract(epoch FROM now() - f.updated_at) / 86400)::real, f.monthly_supply::real[]
FROM found AS f
JOIN producers_category AS c ON c.code = f.category_id
JOIN producers_producer AS maker ON maker.id = f.producer_id
LEFT JOIN papers AS own ON own.producer_id = f.producer_id AND own.product_id = f.id
LEFT JOIN papers AS whole ON whole.producer_id = f.producer_id AND whole.product_id IS NULL
LEFT JOIN standing AS s ON s.producer_id = f.producer_id
WHERE (coalesce(own.held, 0) | coalesce(whole.held, 0)) & f.required = f.required
  AND maker.organisation_id <> f.organisation
  AND NOT EXISTS (SELECT FROM matching_block AS b
                  WHERE b.producer_id = f.producer_id AND b.buyer_id = f.buyer)
ORDER BY f.no
"""  # noqa: S608 - constants of this room

# The same columns as binary COPY sends them: a count, then each value behind its length.
_COLUMNS = [
    ("no", ">i4"), ("product", ">i8"), ("producer", ">i8"), ("relevance", ">f4"), ("category", ">f4"),
    ("price", ">f8"), ("minimum", ">f8"), ("unit", ">i4"), ("province", ">i4"), ("held", ">i4"),
    ("reliability", ">f4"), ("age", ">f4"),
]  # fmt: skip
_MONTH = np.dtype([("length", ">i4"), ("amount", ">f4")])
ROW = np.dtype(
    [("count", ">i2")]
    + [part for name, kind in _COLUMNS for part in ((f"{name}_length", ">i4"), (name, kind))]
    + [("supply_length", ">i4"), ("supply_header", "V20"), ("supply", _MONTH, 12)]
)
_HEADER, _TRAILER = 19, 2


def read_needs(needs: Sequence[Need]) -> list[Reading]:
    """What each need asks the search: its words, and its category beside them."""
    return [
        read(
            f"{need.name_km} {need.name_en}",
            tokens=[(need.category.token, CATEGORY_WEIGHT)] if need.category else (),
        )
        for need in needs
    ]


def needs_table(needs: Sequence[Need]) -> Needs:
    """The needs in base units, as the scorer wants them. One query."""
    standing = standing_of_buyers([need.buyer_id for need in needs])
    return Needs(
        ids=np.array([need.pk for need in needs], dtype=np.int64),
        quantity=np.array([float(in_base(n.monthly_quantity, n.unit)) for n in needs], dtype=float),
        months=np.array([[m in need.wanted_months for m in range(1, 13)] for need in needs], dtype=bool).reshape(-1, 12),
        ceiling=np.array([float(n.price_ceiling_usd) if n.price_ceiling_usd else np.nan for n in needs], dtype=float),
        wished=np.array([_bits(set(n.certificates_wished) - set(n.certificates_required)) for n in needs], dtype=np.int64),
        reliability=np.array([standing.get(n.buyer_id, UNKNOWN) for n in needs], dtype=float),
    )  # fmt: skip


def find_pairs(
    needs: Sequence[Need], readings: Sequence[Reading], *, products: list[int] | None = None
) -> Pairs:
    """The candidates of every need within every hard limit; with `products` only among those.

    Hard limits: registered, a comparable unit, supply in a wanted month, every required certificate
    valid today, not above the ceiling by more than PRICE_TOLERANCE, not one's own, not a blocked pair.
    Two queries however many needs there are.
    """
    questions = ask_many(readings)
    asked = [
        (number, *entry)
        for number, question in enumerate(questions)
        for entry in zip(
            question.concepts, question.alternatives, question.terms, question.gains,
            question.depths, strict=True,
        )
    ]  # fmt: skip
    if not asked:
        return _pairs(np.zeros(0, dtype=ROW), needs)
    columns = [list(column) for column in zip(*asked, strict=True)]
    names = ("q_no", "q_concept", "q_alternative", "q_term", "q_gain", "q_depth")
    params = dict(zip(names, columns, strict=True)) | _limits(needs, readings, questions)
    return _pairs(_copied(STATEMENT, params | {"within": products}), needs)


def _limits(
    needs: Sequence[Need], readings: Sequence[Reading], questions: Sequence[Question]
) -> dict[str, Any]:
    return {
        "no": list(range(len(needs))),
        "units": [
            " ".join(unit for unit in UNITS if comparable(unit, need.unit)) for need in needs
        ],
        "months": [_month_bits(need.months) for need in needs],
        "required": [_bits(set(need.certificates_required)) for need in needs],
        "highest": [
            float(need.price_ceiling_usd) * (1 + PRICE_TOLERANCE)
            if need.price_ceiling_usd
            else None
            for need in needs
        ],
        "buyer": [need.buyer_id for need in needs],
        "organisation": [need.buyer.organisation_id for need in needs],
        "category": [need.category_id or "" for need in needs],
        "field": [need.category.field.pk if need.category else "" for need in needs],
        "hints": [" ".join(dict.fromkeys(reading.categories)) for reading in readings],
        "phrase": [question.phrase for question in questions],
        "kinds": KINDS,
        "unit_names": UNITS,
        "today": timezone.localdate(),
    }


def _copied(statement: str, params: dict[str, Any]) -> np.ndarray:
    """The rows of a SELECT as a structured array of ROW."""
    buffer = io.BytesIO()
    with connection.cursor() as wrapped:
        raw = cast("extensions.cursor", wrapped.cursor)
        select = raw.mogrify(statement, params).decode()
        raw.copy_expert(f"COPY ({select}) TO STDOUT (FORMAT binary)", buffer)
    content = buffer.getbuffer()
    count = (len(content) - _HEADER - _TRAILER) // ROW.itemsize
    return np.frombuffer(content, dtype=ROW, count=count, offset=_HEADER)


def _pairs(rows: np.ndarray, needs: Sequence[Need]) -> Pairs:
    number = rows["no"].astype(np.int64)
    factor = np.array([float(in_base(1, unit)) for unit in UNITS])[rows["unit"] - 1]  # type: ignore[arg-type]
    wanted = np.array([int(need.province_id) for need in needs], dtype=np.int64)
    liked = np.array([int(need.origin_id or 0) for need in needs], dtype=np.int64)
    return Pairs(
        need=number,
        product=rows["product"].astype(np.int64),
        producer=rows["producer"].astype(np.int64),
        relevance=rows["relevance"].astype(float),
        category=rows["category"].astype(float),
        supply=rows["supply"]["amount"].astype(float) * factor[:, None],
        price=rows["price"].astype(float),
        minimum=rows["minimum"].astype(float) * factor,
        distance=DISTANCES[rows["province"], wanted[number]],
        origin=np.where(liked[number] > 0, NEARNESS[rows["province"], liked[number]], 1.0),
        local=NEARNESS[rows["province"], wanted[number]],
        held=rows["held"].astype(np.int64),
        reliability=rows["reliability"].astype(float),
        age=rows["age"].astype(float),
    )


def _bits(kinds: set[str]) -> int:
    return sum(1 << KINDS.index(kind) for kind in kinds if kind in KINDS)


def _month_bits(months: Sequence[int]) -> int:
    return sum(1 << month - 1 for month in set(months)) or ALL_MONTHS


def _between_provinces(value: Any) -> np.ndarray:
    """A table [code, code] of `value(first, second)` for all provinces."""
    table = np.zeros((26, 26))
    for first in PROVINCES:
        for second in PROVINCES:
            table[int(first), int(second)] = value(first, second)
    return table


def _nearness(first: str, second: str) -> float:
    if first == second:
        return 1.0
    return 0.5 if PROVINCES[first].region == PROVINCES[second].region else 0.0


DISTANCES = _between_provinces(distance_km)
NEARNESS = _between_provinces(_nearness)
