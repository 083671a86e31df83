"""The Celery application; tasks live in each room's tasks.py."""

import os
from functools import cached_property
from typing import Any

from celery import Celery
from django_structlog.celery.steps import DjangoStructLogInitStep

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ovop.settings.development")


class Platform(Celery):
    """Celery with a beat that stops when it is told to."""

    @cached_property
    def Beat(self) -> Any:  # noqa: N802  (Celery's name)
        """The program behind `celery beat`."""
        return self.subclass_with_self("ovop.beat:Beat")  # type: ignore[arg-type]


app = Platform("ovop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(DjangoStructLogInitStep)
