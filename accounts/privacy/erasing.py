"""Erasing a person: what each room said of its rows, then the number wherever anybody wrote it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

import phonenumbers
import structlog
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import OperationalError, connection, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import Erasure, Membership, Organisation, Tries, User
from accounts.models.erasures import in_a_week
from accounts.privacy.registry import Whose, everything_kept
from accounts.privacy.remembering import Erased, remember
from ovop.kernel.visitors import SUBJECTS, Forgetting

log = structlog.get_logger(__name__)
MOST_TRIES = 3
CLOCKS = timedelta(hours=1)  # those of hosts differ; to erase twice does no harm


def ends_with(user: User) -> list[Organisation]:
    """The organisations that nobody but `user` acts for."""
    others = Membership.objects.exclude(user=user)
    mine = Organisation.objects.of(user).exclude(pk__in=others.values("organisation"))
    return list(mine.order_by("pk"))


@transaction.atomic
def ask(user: User, with_organisations: list[int]) -> Erasure:
    """Write down that `user` wants to be erased; asked again, the day stays and the organisations are those chosen now."""
    own = {organisation.pk for organisation in ends_with(user)}
    chosen = sorted(own.intersection(with_organisations))
    asked = Erasure.objects.get_or_create(user=user)[0]
    Erasure.waiting_of(user).update(with_organisations=chosen)
    return asked


def take_back(user: User) -> datetime | None:
    """`user` stays; when it would have been, or None if it was not asked for or is done."""
    asked = Erasure.waiting_of(user)
    due_at = asked.values_list("due_at", flat=True).first()
    # Looked at once more by the deletion itself, which waits for an erasure that is being done.
    return due_at if asked.delete()[0] else None


def erase_due() -> int:
    """Erase everybody whose day has come; return how many. One that fails three times is left for people to look at."""
    done = 0
    for pk in list(Erasure.due().filter(attempts__lt=MOST_TRIES).values_list("pk", flat=True)):
        Erasure.objects.filter(pk=pk).update(attempts=F("attempts") + 1)
        try:
            done += _erase(pk)
        except OperationalError:  # somebody else's lock, or the database went away: another night
            Erasure.objects.filter(pk=pk).update(attempts=F("attempts") - 1)
            log.warning("erasure_put_off", erasure=pk)
        except Exception:
            log.exception("erasure_failed", erasure=pk)
    if done:
        cache.clear()  # pages and counts made of what is gone
        for subject in SUBJECTS:  # and parts that processes keep under the versions that were
            Forgetting(subject)()
    return done


def erase_again(known: Iterable[Erased], since: datetime) -> tuple[list[int], int, int]:
    """Erase whom a backup of `since` brought back: (keys that could not be erased, how many were, how many wait).

    Who had asked and waited then may have taken it back since: their day is put off by a week.
    """
    later = {each.user: each for each in known if each.moment > since - CLOCKS}
    back = User.objects.filter(pk__in=later).exclude(erasure__done_at__isnull=False)
    keys = list(back.values_list("pk", flat=True))
    waiting = Erasure.objects.filter(done_at=None, due_at__lt=in_a_week()).exclude(user__in=keys)
    put_off = waiting.update(due_at=in_a_week())
    for key in keys:
        wanted = {"due_at": timezone.now(), "with_organisations": later[key].organisations, "attempts": 0}  # fmt: skip
        Erasure.objects.update_or_create(user_id=key, defaults=wanted)
    done = erase_due()
    left = Erasure.objects.filter(user__in=keys, done_at=None)
    return list(left.values_list("user", flat=True)), done, put_off


@transaction.atomic
def _erase(pk: int) -> bool:
    asked = Erasure.due().select_for_update().filter(pk=pk).first()
    if asked is None:
        return False  # taken back, or done by another worker
    user = User.objects.select_for_update().get(pk=asked.user_id)
    # Whoever joined meanwhile keeps the organisation; whoever is joining waits, at the row that names it.
    list(Organisation.objects.select_for_update().filter(pk__in=asked.with_organisations))
    taken = {organisation.pk for organisation in ends_with(user)} & set(asked.with_organisations)
    whose = Whose(user, tuple(sorted(taken)))
    numbers = _numbers(whose)
    _forget_sessions(user, numbers)
    Tries.objects.filter(key__endswith=str(user.phone)).delete()
    # From the right to the left, as rooms lean on each other: names are needed until late, the person until last.
    for kept in reversed(everything_kept()):
        if kept.ends is not None:
            kept.ends(kept.rows(whose))
    _forget_what_the_administration_wrote(whose)
    for number in numbers:
        erase_number(number)
    transaction.on_commit(partial(remember, user.pk, sorted(taken)), robust=True)
    asked.done_at = timezone.now()
    asked.with_organisations = sorted(taken)  # keys of rows that say nothing any more
    asked.save(update_fields=["done_at", "with_organisations"])
    return True


def _numbers(whose: Whose) -> list[str]:
    """Their own number and those of the organisations that end, in E.164.

    What is written on a page nobody has verified: a number that somebody else signs in with, or that stands on
    another page, is not theirs to erase.
    """
    ending = Organisation.objects.filter(pk__in=whose.organisations)
    written = {each.phone.as_e164 for each in ending if each.phone}
    others = {
        *User.objects.filter(phone__in=written).exclude(pk=whose.user.pk).values_list("phone", flat=True),
        *Organisation.objects.filter(phone__in=written).exclude(pk__in=whose.organisations).values_list("phone", flat=True),
    }  # fmt: skip
    own = {whose.user.phone.as_e164} if whose.user.phone else set()
    return sorted(own | (written - {number.as_e164 for number in others if number}))


def erase_number(number: str) -> int:
    """Take a number (E.164) out of every text column of the database, however it is written; how many rows had it.

    Done by a function of the database's, for the history may not be changed by us (`accounts/migrations`).
    """
    parsed = phonenumbers.parse(number)
    given = [str(parsed.country_code), phonenumbers.national_significant_number(parsed)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_number(%s, %s)", given)
        return int(cursor.fetchone()[0])


def _forget_what_the_administration_wrote(whose: Whose) -> None:
    """Its log names what was changed by the name it had."""
    for model, keys in ((User, [whose.user.pk]), (Organisation, whose.organisations)):
        kind = ContentType.objects.get_for_model(model)
        LogEntry.objects.filter(content_type=kind, object_id__in=map(str, keys)).update(
            object_repr="", change_message=""
        )


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
