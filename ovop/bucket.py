"""Files in buckets that speak S3, for when there is more than one web host: django-storages, and what the site asks of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from botocore.exceptions import BotoCoreError, ClientError
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage

from ovop.kernel.files import StorageAway

FOR_EVER, FOR_A_MINUTE = "public, max-age=31536000, immutable", "public, max-age=60"
HASHED = re.compile(r"\.[0-9a-f]{12}\.\w+$")


class Bucket(S3Storage):
    """A bucket that nobody but the site reads: it hands files out itself, under `base_url`.

    A name that is not there is FileNotFoundError, as on a disk; a bucket that does not answer is StorageAway.
    """

    def __init__(self, *, base_url: str, **options: Any) -> None:
        self.base_url = base_url
        super().__init__(**options)

    def url(self, name: str, *_args: Any, **_more: Any) -> str:
        """Where a browser finds the file: the same address as if it lay on a disk."""
        return urljoin(self.base_url, filepath_to_uri(name).lstrip("/"))

    def _open(self, name: str, mode: str = "rb") -> File[bytes]:
        # One request and at once, where the library asks whether it is there and fetches when it is read: what is kept
        # is small, and whoever reads must not meet the bucket's errors half-way.
        with _said(name):
            try:
                found = self.bucket.Object(self._normalize_name(name))
            except SuspiciousOperation:
                raise FileNotFoundError(name) from None
            return File(BytesIO(found.get()["Body"].read()), name)

    def _save(self, name: str, content: File[bytes]) -> str:
        with _said(name):
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        with _said(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        with _said(name):
            return bool(super().exists(name))

    def listdir(self, name: str) -> tuple[list[str], list[str]]:
        with _said(name):
            folders, files = super().listdir(name)
            return folders, files

    def size(self, name: str) -> int:
        with _said(name):
            return int(super().size(name))


class StaticBucket(ManifestFilesMixin, Bucket):
    """What was built, under names with a digest; `collectstatic` puts it there once a version, from any host."""

    def get_object_parameters(self, name: str) -> dict[str, str]:
        return {"CacheControl": FOR_EVER if HASHED.search(name) else FOR_A_MINUTE}


@contextmanager
def _said(name: str) -> Iterator[None]:
    """The bucket's own errors as those of a disk."""
    try:
        yield
    except ClientError as error:
        # 400: a name that no bucket would take.
        if error.response.get("ResponseMetadata", {}).get("HTTPStatusCode") in (400, 404):
            raise FileNotFoundError(name) from None
        raise StorageAway(f"{name}: {error}") from error
    except BotoCoreError as error:
        raise StorageAway(f"{name}: {error}") from error
