"""Settings of whoever looks at a restored backup: no broker, no cache, nothing that is told to anybody."""

from ovop.settings.base import *  # noqa: F403
from ovop.settings.base import STORAGES

SECRET_KEY = "looks-at-a-copy-and-signs-nothing-" + "x" * 20
ALLOWED_HOSTS = ["*"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
STATIC_ROOT = None
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
