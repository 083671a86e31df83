"""Running a question: the one SQL function, for one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from producers.search.asking import Question

MOST = 500
# When no word is known at all: names that look like it, letter by letter.
NEAREST = """
    SELECT id, (0.5 * word_similarity(%s, search_name))::real AS score FROM producers_product
    WHERE search_name %%> %s ORDER BY score DESC, id LIMIT 50
"""


@dataclass(frozen=True)
class Hits:
    """Products, best first, with their scores in [0, 1]; both lists are parallel."""

    ids: list[int]
    scores: list[float]

    def __len__(self) -> int:
        return len(self.ids)


def find(question: Question, most: int = MOST, within: QuerySet[Any] | None = None) -> Hits:
    """The best `most` products, with `within` of that queryset only.

    Where no word is met, names spelt most like the phrase. One query, two at most; none, and no hits,
    for a text without words.
    """
    if not question:
        return Hits([], [])
    narrowed, params = "NULL::int[]", ()
    if within is not None:
        inner, params = within.order_by().values("pk").query.sql_with_params()
        narrowed = f"ARRAY({inner})::int[]"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT product, score FROM producers_search(%s, %s, %s, %s, %s, %s, %s, {narrowed})",  # noqa: S608
            [
                question.concepts, question.alternatives, question.terms, question.gains,
                question.depths, question.phrase, most, *params,
            ],
        )  # fmt: skip
        rows = cursor.fetchall()
        if not rows and within is None:
            cursor.execute(NEAREST, [question.phrase, question.phrase])
            rows = cursor.fetchall()
    return Hits([row[0] for row in rows], [row[1] for row in rows])
