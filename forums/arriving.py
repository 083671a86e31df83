"""Taking in what the doors say: who came, when; and people whom nobody expected.

A phone may say things late (the hall's network was gone), twice, or with a wrong clock. Each thing has a key and is
taken once. Times come as "so many seconds ago", never as the phone's own time. Who is there follows from all that
was said in the order of when it happened, so two doors agree whichever of them reaches the server first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from forums.models import CheckIn, Forum, Registration
from forums.walk_ins import WalkIn, register_walk_in
from ovop.kernel.codes import code_in

Kind = CheckIn.Kind
Result = CheckIn.Result
LONGEST_AGO = timedelta(days=3)  # a phone forgotten in a pocket; older is a mistake of its clock


@dataclass(frozen=True)
class Said:
    """One thing a door said, as its phone sends it. `ago`: seconds before it was sent."""

    key: UUID
    kind: str
    ago: float = 0
    badge: str = ""
    registration: int | None = None
    walk_in: WalkIn | None = None


@transaction.atomic
def take_in(
    forum: Forum, said: Sequence[Said], user: User, door: str = "", now: datetime | None = None
) -> list[CheckIn]:
    """Note each of `said`, in its order; what came before (the same key) is answered as it was then.

    Also once the forum is over: a phone may find its network in the evening only.
    """
    forum = Forum.objects.select_for_update().get(pk=forum.pk)
    now = now or timezone.now()
    known = {
        row.key: row
        for row in CheckIn.objects.filter(key__in=[one.key for one in said]).select_related(
            "registration__organisation"
        )
    }
    found, last = [], now - LONGEST_AGO
    for one in said:
        if one.key not in known:
            # In the order in which it was said, whatever the phone's clock did meanwhile.
            last = max(last, now - min(timedelta(seconds=max(0.0, one.ago)), LONGEST_AGO))
            known[one.key] = _note(forum, one, user, door, last)
        found.append(known[one.key])
    return found


def _note(forum: Forum, one: Said, user: User, door: str, at: datetime) -> CheckIn:
    row = CheckIn(
        forum=forum, key=one.key, kind=one.kind, read=one.badge[:200], door=door[:40], by=user, at=at
    )  # fmt: skip
    if one.walk_in is not None:
        row.read = f"{one.walk_in.name} {one.walk_in.phone}".strip()[:200]
        try:
            with transaction.atomic():
                row.registration = register_walk_in(forum, one.walk_in, user)
        except ValidationError as problem:
            row.result, row.read = Result.WRONG, f"{row.read}: {' '.join(problem.messages)}"[:200]
    else:
        row.registration = _meant(forum, one)
    if row.registration is None:
        row.result = row.result or _stranger(one.badge)
    elif row.registration.state != Registration.State.APPROVED:
        row.result = Result.WAITS
    elif one.kind == Kind.UNDO:
        row.result = Result.UNDONE
    else:
        row.result = Result.ALREADY if row.registration.checked_in_at else Result.COME
    row.save()
    if row.registration is not None:
        _count(row.registration)
    return row


def _meant(forum: Forum, one: Said) -> Registration | None:
    rows = forum.registrations.select_related("organisation")
    if one.registration is not None:
        return rows.filter(pk=one.registration).first()
    code = code_in(one.badge)
    return rows.filter(badge=code).first() if code else None


def _stranger(badge: str) -> str:
    code = code_in(badge)
    ours = bool(code) and Registration.objects.filter(badge=code).exists()
    return Result.ELSEWHERE if ours else Result.UNKNOWN


def _count(registration: Registration) -> None:
    """Since when they are there, from everything that was said, in the order in which it happened.

    Whoever comes in is not missing any more: they are expected again from the next slot on. A scan from before
    somebody noted that they left, sent late, does not bring them back.
    """
    rows = list(registration.check_ins.all())
    since = arrived(rows)
    away = set(registration.away)
    noted = registration.away_noted_at
    seen = [row.at for row in rows if row.result in (Result.COME, Result.ALREADY)]
    if since and (noted is None or max(seen) > noted):
        for position in registration.forum.slots_ahead().values_list("position", flat=True):
            if position not in away:
                break  # a later time at which they cannot meet stays
            away.discard(position)
    Registration.objects.filter(pk=registration.pk).update(checked_in_at=since, away=sorted(away))
    registration.checked_in_at, registration.away = since, sorted(away)


def arrived(rows: Iterable[CheckIn]) -> datetime | None:
    """Since when somebody is there, from all that doors said about them; None when they are not."""
    since: datetime | None = None
    for row in sorted(rows, key=lambda row: (row.at, row.pk)):
        if row.result == Result.UNDONE:
            since = None
        elif row.result in (Result.COME, Result.ALREADY) and since is None:
            since = row.at
    return since


def sentence(row: CheckIn) -> str:
    """What the person at the door reads."""
    words = {
        "who": row.registration.organisation.name if row.registration else "",
        "time": f"{timezone.localtime(row.registration.checked_in_at):%H:%M}"
        if row.registration and row.registration.checked_in_at else "",
        "state": row.registration.get_state_display() if row.registration else "",
    }  # fmt: skip
    if row.result == Result.WRONG:
        return row.read
    return {
        Result.COME: _("%(who)s is there. Welcome!"),
        Result.ALREADY: _("%(who)s is in already, since %(time)s."),
        Result.UNDONE: _("%(who)s is not checked in any more."),
        Result.WAITS: _("%(who)s has no place yet: %(state)s. Ask the organisers, or let them in below."),
        Result.ELSEWHERE: _("This badge is for another forum. Find the name below, or register them here."),
        Result.UNKNOWN: _("This is not a badge of ours. Find the name below, or register them here."),
    }[Result(row.result)] % words  # fmt: skip
