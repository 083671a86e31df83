"""Who was erased, kept beside the database: a backup put back would bring them back with it.

Keys and moments only, in the site's storage at once and beside the backups every night.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Erasure, User
from accounts.privacy.erasing import erase_due

FOLDER = "erasures"


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
    """All that storage knows of, and who else the database does: storage may have been away that night."""
    try:
        names = default_storage.listdir(FOLDER)[1]
    except FileNotFoundError:
        names = []
    for name in names:
        with default_storage.open(f"{FOLDER}/{name}") as file:
            yield Erased(**json.loads(file.read()))
    kept = [int(name.removesuffix(".json")) for name in names]
    done = Erasure.objects.exclude(done_at=None).exclude(user__in=kept)
    for user, at in done.values_list("user", "done_at"):
        yield Erased(user, [], at.isoformat())


def erase_again(known: list[Erased], since: datetime) -> int:
    """Erase whom a backup of `since` brought back; how many. Repeated it finds nobody."""
    for each in known:
        if each.moment > since and User.objects.filter(pk=each.user).exists():
            wanted = {"due_at": timezone.now(), "with_organisations": each.organisations, "attempts": 0}  # fmt: skip
            Erasure.objects.update_or_create(user_id=each.user, defaults=wanted)
    return erase_due()
