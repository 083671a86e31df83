"""Several hosts as in production, but for the proxy that would end TLS before them."""

from ovop.settings.production import *  # noqa: F403
from ovop.settings.production import S3_STATIC_BUCKET, STORAGES

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
if not S3_STATIC_BUCKET:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    STATIC_ROOT = None
    WHITENOISE_USE_FINDERS = True
