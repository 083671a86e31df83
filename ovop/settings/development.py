"""`make run` and everyday work: codes are shown on the page, no collectstatic is needed."""

import os

from ovop.kernel.secret import stored_secret
from ovop.logs import config as logs
from ovop.settings.base import *  # noqa: F403
from ovop.settings.base import S3_STATIC_BUCKET, STORAGES, VAR
from ovop.settings.given import listed

DEBUG = os.environ.get("DEBUG", "1") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY") or stored_secret(VAR / "secret_key")
ALLOWED_HOSTS = ["*"]
if not S3_STATIC_BUCKET:
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STATIC_ROOT = None  # files are served from where they were built
WHITENOISE_USE_FINDERS = True
# The demo's people sign in without one; SECOND_FACTOR_FOR=staff,national asks for it as a server does.
SECOND_FACTOR_FOR = listed("SECOND_FACTOR_FOR")
# A terminal that says nothing while all is well.
LOGGING = logs.at_level("WARNING")
