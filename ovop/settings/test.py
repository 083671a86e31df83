"""Tests: production's shape, fast password hashing, files in a scratch folder."""

import os
import tempfile
from pathlib import Path

from ovop.settings.base import *  # noqa: F403
from ovop.settings.base import STORAGES

SECRET_KEY = "only-for-tests-" + "x" * 40
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(os.environ.get("OVOP_TEST_MEDIA") or tempfile.mkdtemp(prefix="ovop-media-"))
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Within a test's transaction nothing is ever committed, and so nothing forgotten; tests/ovop/test_parts.py turns it on.
KEEPS_PARTS = False
CELERY_TASK_ALWAYS_EAGER = False
LOGGING = {"version": 1, "disable_existing_loggers": False}
# Every test client is a server of its own, which would look through all static files before its first answer.
WHITENOISE_AUTOREFRESH = True
