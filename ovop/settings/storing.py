"""Where files lie: on the disk of the one host there is, or in buckets that speak S3 (docs/scaling.md)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ROOT = Path(__file__).resolve().parent.parent.parent
VAR = Path(os.environ.get("OVOP_VAR", ROOT / "var")).expanduser().resolve()

STATIC_URL = os.environ.get("STATIC_URL") or "static/"
STATIC_ROOT: Path | None = ROOT / "static" / "collected"
STATICFILES_DIRS: list[Any] = [
    ROOT / "static" / "build",
    ("guide", ROOT / "docs" / "guide" / "pictures"),  # of the pages of help
]
MEDIA_URL = "media/"
MEDIA_ROOT = VAR / "media"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}


def bucket_options(name: str, base_url: str) -> dict[str, Any]:
    """How a bucket is reached whose files browsers find under `base_url`."""
    from botocore.config import Config  # takes longer than all else here

    endpoint = os.environ.get("S3_ENDPOINT") or None
    return {
        "bucket_name": name,
        # Django puts the script's prefix before a relative address only in its own setting.
        "base_url": base_url if urlsplit(base_url).netloc else f"/{base_url.lstrip('/')}",
        "endpoint_url": endpoint,
        "region_name": os.environ.get("S3_REGION") or "us-east-1",
        "querystring_auth": False,
        "file_overwrite": False,
        "client_config": Config(
            # A bucket that hangs must not hang the site.
            connect_timeout=1, read_timeout=4, retries={"total_max_attempts": 2},
            # A server of one's own rarely has a name for each bucket.
            s3={"addressing_style": "path" if endpoint else "auto"},
            # Only what every server that speaks S3 understands.
            request_checksum_calculation="when_required", response_checksum_validation="when_required",
        ),
    }  # fmt: skip


if bucket := os.environ.get("S3_BUCKET"):
    STORAGES["default"] = {
        "BACKEND": "ovop.bucket.Bucket",
        "OPTIONS": bucket_options(bucket, MEDIA_URL),
    }
S3_STATIC_BUCKET = os.environ.get("S3_STATIC_BUCKET", "")
if S3_STATIC_BUCKET:
    STORAGES["staticfiles"] = {
        "BACKEND": "ovop.bucket.StaticBucket",
        "OPTIONS": bucket_options(S3_STATIC_BUCKET, STATIC_URL)
        | {"file_overwrite": True, "gzip": True},
    }
    STATIC_ROOT = None
# Where pages may take styles, scripts, fonts and pictures from besides the site itself.
_static = urlsplit(STATIC_URL)
STATIC_HOSTS = [f"{_static.scheme}://{_static.netloc}"] if _static.netloc else []
