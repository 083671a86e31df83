"""A person's copy: one ZIP with a page to read, the same as JSON, and the files."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import render_to_string
from django.utils import timezone
from djmoney.money import Money
from phonenumber_field.phonenumber import PhoneNumber

from accounts.models import Organisation, User
from accounts.privacy.registry import Kept, Whose, everything_kept
from ovop.kernel.files import file_fields

IN_MEMORY = 5 * 1024 * 1024  # bytes; what is larger is made on disk


class _Encoder(DjangoJSONEncoder):
    """Phone numbers and amounts of money as they are written."""

    def default(self, o: Any) -> Any:
        return str(o) if isinstance(o, PhoneNumber | Money) else super().default(o)


@dataclass(frozen=True)
class Part:
    """All rows of one kind: what they are, and each as field -> value."""

    kept: Kept
    rows: list[dict[str, Any]]


def whose(user: User) -> Whose:
    """The person with every organisation they act for."""
    return Whose(user, tuple(Organisation.objects.of(user).values_list("pk", flat=True)))


def parts(of: Whose) -> Iterator[Part]:
    """What is kept about them, kind by kind; kinds of which there is nothing are left out."""
    for kept in everything_kept():
        if kept.shows and (rows := list(kept.rows(of).values(*kept.shows))):
            yield Part(kept, rows)


def copy_of(user: User) -> IO[bytes]:
    """The ZIP, open at its beginning."""
    target = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    found = list(parts(whose(user)))
    data = [
        {"model": part.kept.model, "what": str(part.kept.what), "why": str(part.kept.why),
         "until": str(part.kept.until), "rows": part.rows}
        for part in found
    ]  # fmt: skip
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        page = {
            "parts": found,
            "person": user,
            "made_at": timezone.now(),
            "site": settings.SITE_URL,
        }
        archive.writestr("index.html", render_to_string("accounts/privacy/copy.html", page))
        archive.writestr("data.json", json.dumps(data, cls=_Encoder, ensure_ascii=False, indent=1))
        for name in files_of(found):
            _add(archive, name)
    target.seek(0)
    return target


def files_of(found: list[Part]) -> list[str]:
    """Names in storage of everything in these rows that is a file."""
    names = {
        row[field]
        for part in found
        for field in file_fields(part.kept.of)
        if field in part.kept.shows
        for row in part.rows
    }
    return sorted(filter(None, names))


def _add(archive: zipfile.ZipFile, name: str) -> None:
    """A file that is missing leaves a note in its place instead of ending the copy."""
    try:
        with default_storage.open(name) as file:
            archive.writestr(f"files/{name}", file.read(), zipfile.ZIP_STORED)
    except OSError:
        archive.writestr(f"files/{name}.missing.txt", "This file could not be read.")
