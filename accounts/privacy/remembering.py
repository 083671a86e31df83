"""Who was erased, kept beside the database: a backup put back would bring them back with it.

Keys and moments only, in the site's storage at once and beside the backups every night.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Erasure

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
