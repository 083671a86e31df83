"""gunicorn benchmarks.plain.site: `/bare/` says a word, `/list/` shows 24 rows of the products' table, page by page."""

import os

import dj_database_url
from django.conf import settings

settings.configure(
    SECRET_KEY="measures-only",
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF="benchmarks.plain.pages",
    DATABASES={"default": dj_database_url.parse(os.environ["DATABASE_URL"], conn_max_age=60)},
    INSTALLED_APPS=["benchmarks.plain"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    MIDDLEWARE=[],
    USE_TZ=True,
)

from django.core.wsgi import get_wsgi_application  # noqa: E402

application = get_wsgi_application()
