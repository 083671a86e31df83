"""Erasing a person: what each room said of its rows, then the number wherever anybody wrote it."""

from __future__ import annotations

from datetime import datetime

import phonenumbers
import structlog
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Erasure, Organisation, Tries, User
from accounts.privacy.registry import Whose, everything_kept

log = structlog.get_logger(__name__)
MOST_TRIES = 3


def ends_with(user: User) -> list[Organisation]:
    """The organisations that nobody but `user` acts for."""
    mine = Organisation.objects.filter(memberships__user=user)
    return [each for each in mine.order_by("pk") if each.memberships.count() == 1]


@transaction.atomic
def ask(user: User, with_organisations: list[int]) -> Erasure:
    """Write down that `user` wants to be erased; asked again, the day stays and the organisations are those chosen now."""
    own = {organisation.pk for organisation in ends_with(user)}
    chosen = sorted(own.intersection(with_organisations))
    return Erasure.objects.update_or_create(user=user, defaults={"with_organisations": chosen})[0]


def take_back(user: User) -> datetime | None:
    """`user` stays; when it would have been, or None if it was not asked for or is done."""
    asked = Erasure.objects.filter(user=user, done_at=None).first()
    if asked is None:
        return None
    asked.delete()
    return asked.due_at


def erase_due() -> int:
    """Erase everybody whose day has come; return how many. One that fails three times is left for people to look at."""
    done = 0
    for pk in list(Erasure.due().filter(attempts__lt=MOST_TRIES).values_list("pk", flat=True)):
        Erasure.objects.filter(pk=pk).update(attempts=F("attempts") + 1)
        try:
            done += _erase(pk)
        except Exception:
            log.exception("erasure_failed", erasure=pk)
    if done:
        cache.clear()  # pages and counts made of what is gone
    return done


@transaction.atomic
def _erase(pk: int) -> bool:
    asked = Erasure.due().select_for_update().filter(pk=pk).first()
    if asked is None:
        return False  # taken back, or done by another worker
    user = User.objects.select_for_update().get(pk=asked.user_id)
    # Whoever joined meanwhile keeps the organisation.
    taken = {organisation.pk for organisation in ends_with(user)} & set(asked.with_organisations)
    whose = Whose(user, tuple(sorted(taken)))
    numbers = _numbers(whose)
    _forget_sessions(user, numbers)
    Tries.objects.filter(key__endswith=str(user.phone)).delete()
    for kept in everything_kept():
        if kept.ends is not None and kept.model != "accounts.User":
            kept.ends(kept.rows(whose))
    user.forget()
    for number in numbers:
        erase_number(number)
    asked.done_at = timezone.now()
    asked.with_organisations = []
    asked.save(update_fields=["done_at", "with_organisations"])
    return True


def _numbers(whose: Whose) -> list[str]:
    """Their own number and those of the organisations that end, in E.164."""
    of_organisations = Organisation.objects.filter(pk__in=whose.organisations)
    found = [whose.user.phone, *(organisation.phone for organisation in of_organisations)]
    return sorted({number.as_e164 for number in found if number})


def erase_number(number: str) -> int:
    """Take a number (E.164) out of every text column of the database, however it is written; how many rows had it.

    Done by a function of the database's, for the history may not be changed by us (`accounts/migrations`).
    """
    parsed = phonenumbers.parse(number)
    given = [str(parsed.country_code), phonenumbers.national_significant_number(parsed)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_number(%s, %s)", given)
        return int(cursor.fetchone()[0])


def _forget_sessions(user: User, numbers: list[str]) -> None:
    """Those of the person, and those in which somebody began to sign in with the number."""
    gone = []
    for session in Session.objects.iterator():
        data = session.get_decoded()
        if data.get("_auth_user_id") == str(user.pk) or any(
            number in str(data) for number in numbers
        ):
            gone.append(session.pk)
    Session.objects.filter(pk__in=gone).delete()
