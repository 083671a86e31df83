"""Tries counted in the database: what must hold while a cache is away or emptied, and however many ask at once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db import connection, models
from django.utils import timezone

LONGEST = timedelta(days=1)
# One statement, so that of any number of racers each gets a number of its own; the clock is the database's.
TAKE = """
INSERT INTO accounts_tries AS t (key, since, count) VALUES (%(key)s, clock_timestamp(), 1)
ON CONFLICT (key) DO UPDATE SET
  count = CASE WHEN t.since <= clock_timestamp() - %(within)s THEN 1 ELSE t.count + 1 END,
  since = CASE WHEN t.since <= clock_timestamp() - %(within)s THEN clock_timestamp() ELSE t.since END
RETURNING count
"""


class Tries(models.Model):
    """How often something was tried since a window began. `key`: what is tried, and of whom ("password:+85512...")."""

    key = models.CharField(max_length=80, primary_key=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField()

    class Meta:
        verbose_name = "tries"
        verbose_name_plural = "tries"

    def __str__(self) -> str:
        return f"{self.key} ({self.count})"

    @classmethod
    def take(cls, what: str, whom: str, *, most: int, within: timedelta) -> bool:
        """Count one try of `what` by or for `whom`; whether it is one of the `most` allowed `within` a window.

        Call it outside a transaction: what is undone would not have been tried.
        """
        given: dict[str, Any] = {"key": _key(what, whom), "within": within}
        with connection.cursor() as cursor:
            cursor.execute(TAKE, given)
            return bool(cursor.fetchone()[0] <= most)

    @classmethod
    def give_back(cls, what: str, whom: str) -> None:
        """A try that was right does not count."""
        cls.objects.filter(key=_key(what, whom), count__gt=0).update(count=models.F("count") - 1)

    @classmethod
    def forget(cls) -> int:
        """Delete the windows that are over; return how many."""
        return cls.objects.filter(since__lt=timezone.now() - LONGEST).delete()[0]


def _key(what: str, whom: str) -> str:
    return f"{what}:{whom}"[:80]
