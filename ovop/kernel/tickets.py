"""Signed tickets: one person may answer one thing, at the step it was at, without signing in.

A ticket says nothing by itself: whoever takes it must check that the thing still stands at `step`. That
makes it good for one answer only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner

GOOD_FOR = timedelta(days=30)
_SIGNER = TimestampSigner(salt="answer")


class BadTicket(Exception):
    """Nobody made this ticket, or it is too old."""

    def __init__(self, *, late: bool = False) -> None:
        self.late = late
        super().__init__("late" if late else "forged")


@dataclass(frozen=True)
class Ticket:
    """`kind` is one letter for what is answered, `pk` which one, `person` whose ticket it is."""

    kind: str
    pk: int
    step: int
    person: int

    def __str__(self) -> str:
        """As it stands in an address."""
        return _SIGNER.sign(f"{self.kind}.{self.pk}.{self.step}.{self.person}")

    @classmethod
    def read(cls, text: str) -> Ticket:
        """Raises BadTicket."""
        try:
            kind, *numbers = _SIGNER.unsign(text, max_age=GOOD_FOR).split(".")
        except SignatureExpired:
            raise BadTicket(late=True) from None
        except BadSignature:
            raise BadTicket from None
        pk, step, person = map(int, numbers)
        return cls(kind, pk, step, person)
