"""Who was erased, kept beside the database: a backup put back would bring them back with it.

Keys and moments only, in the site's storage at once and beside the backups every night.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Erasure, User
from accounts.models.erasures import in_a_week
from accounts.privacy.erasing import erase_due

FOLDER = "erasures"
CLOCKS = timedelta(hours=1)  # those of hosts differ; to erase twice does no harm


@dataclass(frozen=True)
class Erased:
    """One erasure: keys of the person and of the organisations that ended, and when (ISO 8601)."""

    user: int
    organisations: list[int]
    at: str

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def remember(user: int, organisations: list[int]) -> None:
    """After an erasure: a file of its own. Raises OSError when storage is away."""
    name = f"{FOLDER}/{user}.json"
    default_storage.delete(name)
    told = json.dumps(asdict(Erased(user, organisations, timezone.now().isoformat())))
    default_storage.save(name, ContentFile(told.encode()))


def remembered() -> Iterator[Erased]:
    """All that storage and the database know of: storage may have been away that night."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        names = []
    for name in names:
        with default_storage.open(f"{FOLDER}/{name}") as file:
            yield Erased(**json.loads(file.read()))
    done = Erasure.objects.exclude(done_at=None)
    for user, organisations, at in done.values_list("user", "with_organisations", "done_at"):
        if at is not None:
            yield Erased(user, organisations, at.isoformat())


def merged(known: Iterable[Erased]) -> list[Erased]:
    """One of each person: all the organisations, the last moment."""
    found: dict[int, Erased] = {}
    for each in known:
        was = found.get(each.user, each)
        organisations = sorted({*was.organisations, *each.organisations})
        found[each.user] = Erased(each.user, organisations, max(was, each, key=lambda one: one.moment).at)  # fmt: skip
    return list(found.values())


def erase_again(known: list[Erased], since: datetime) -> tuple[list[int], int, int]:
    """Erase whom a backup of `since` brought back: (keys that could not be erased, how many were, how many wait).

    Who had asked and waited then may have taken it back since: their day is put off by a week.
    """
    after = since - CLOCKS
    again = [each for each in known if each.moment > after and User.objects.filter(pk=each.user).exists()]  # fmt: skip
    keys = [each.user for each in again]
    later = Erasure.objects.filter(done_at=None).exclude(user__in=keys)
    put_off = later.filter(due_at__lt=in_a_week()).update(due_at=in_a_week())
    for each in again:
        wanted = {"due_at": timezone.now(), "with_organisations": each.organisations, "attempts": 0}  # fmt: skip
        if not Erasure.objects.filter(user=each.user).exclude(done_at=None).exists():
            Erasure.objects.update_or_create(user_id=each.user, defaults=wanted)
    done = erase_due()
    left = Erasure.objects.filter(user__in=keys, done_at=None)
    return list(left.values_list("user", flat=True)), done, put_off
